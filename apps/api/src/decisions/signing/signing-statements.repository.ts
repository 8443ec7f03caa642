import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import { StatementExpired, StatementUsed, UnknownStatement } from './signing.errors.js';
import { digestOf, textOf, type SigningStatement } from './signing-statement.js';

/** A statement as it was issued: its canonical JSON, and what that says. */
export interface IssuedStatement {
  readonly text: string;
  readonly statement: SigningStatement;
}

/** Every statement about signing statements. Row-level security shows each person only their own. */
@Injectable()
export class SigningStatementsRepository {
  async insert(tx: Tx, boardId: string, statement: SigningStatement): Promise<IssuedStatement & { digest: string }> {
    const text = textOf(statement);
    const digest = digestOf(text);
    const { decision, userId, issuedAt, expiresAt } = statement;
    await tx.sql(INSERT, [tx.actor.organisationId, boardId, digest, decision, userId, text, issuedAt, expiresAt]);
    return { text, statement, digest };
  }

  /**
   * Uses a statement up; when the act fails afterwards it is unused again.
   * @throws UnknownStatement, StatementUsed, StatementExpired
   */
  async use(tx: Tx, digest: string): Promise<IssuedStatement> {
    const now = tx.occurredAt.toISOString();
    const [row] = await tx.sql<{ statement: string; isUsed: boolean }>(LOCK, [tx.actor.organisationId, digest]);
    if (!row) throw new UnknownStatement();
    if (row.isUsed) throw new StatementUsed();

    const statement = JSON.parse(row.statement) as SigningStatement;
    if (statement.expiresAt <= now) throw new StatementExpired(statement.expiresAt);
    await tx.sql(MARK_USED, [tx.actor.organisationId, digest, now]);
    return { text: row.statement, statement };
  }
}

const INSERT = `
  INSERT INTO clinical.signing_statement (organisation_id, board_id, digest, revision_id, user_id, statement, issued_at, expires_at)
  VALUES ($1::uuid, $2::uuid, $3, $4::uuid, $5::uuid, $6, $7::timestamptz, $8::timestamptz)`;

const LOCK = `
  SELECT statement, used_at IS NOT NULL AS "isUsed" FROM clinical.signing_statement
  WHERE organisation_id = $1::uuid AND digest = $2 FOR UPDATE`;

const MARK_USED = `
  UPDATE clinical.signing_statement SET used_at = $3::timestamptz WHERE organisation_id = $1::uuid AND digest = $2`;
