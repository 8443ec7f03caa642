import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import { clockState } from '#pathway';
import type { CaseClock, CaseFile } from './case-file.js';
import { toCaseFile, type CaseFileRow } from './case-file-row.js';
import { CHANGE_CASE, INSERT_CASE, LOAD_CASE, LOAD_CASES, LOCK_CASE, OPEN_CASES_OF_THE_DECEASED } from './cases.sql.js';

/** Every statement about the aggregate `case`. Plain SQL, so that hot acts and ordinary ones share it. */
@Injectable()
export class CasesRepository {
  /** The file of a case in one statement; null where there is none among those this transaction may see. */
  async find(tx: Tx, caseId: string): Promise<CaseFile | null> {
    const [row] = await tx.sql<{ file: CaseFileRow }>(LOAD_CASE, [tx.actor.organisationId, caseId]);
    return row ? toCaseFile(row.file) : null;
  }

  /** The files with these ids, in any order. */
  async withIds(tx: Tx, ids: readonly string[]): Promise<CaseFile[]> {
    const rows = await tx.sql<{ file: CaseFileRow }>(LOAD_CASES, [tx.actor.organisationId, ids]);
    return rows.map(({ file }) => toCaseFile(file));
  }

  /** Waits for whoever is changing the case, then reads it as they left it: the lock comes first, in a statement of its own. */
  async findLocked(tx: Tx, caseId: string): Promise<CaseFile | null> {
    await tx.sql(LOCK_CASE, [tx.actor.organisationId, caseId]);
    return this.find(tx, caseId);
  }

  /** The case that a clock belongs to. */
  async caseOfClock(tx: Tx, clockId: string): Promise<string | null> {
    const [row] = await tx.sql<{ case_id: string }>(
      'SELECT case_id FROM clinical.clock WHERE organisation_id = $1::uuid AND id = $2::uuid',
      [tx.actor.organisationId, clockId],
    );
    return row?.case_id ?? null;
  }

  /** Cases still open although this patient, or any, is recorded as deceased, among those this transaction may see. */
  async openCasesOfTheDeceased(tx: Tx, patientId?: string): Promise<string[]> {
    const rows = await tx.sql<{ id: string }>(OPEN_CASES_OF_THE_DECEASED, [tx.actor.organisationId, patientId ?? null]);
    return rows.map(({ id }) => id);
  }

  async insert(tx: Tx, file: CaseFile): Promise<void> {
    await tx.sql(INSERT_CASE, [
      file.organisationId,
      file.boardId,
      file.caseId,
      file.patientId,
      file.state,
      file.stateSince,
      file.lane,
      file.priority,
      file.question,
      JSON.stringify(file.suspicion),
      file.referredBy,
      file.referredAt,
      rowsOf(file.clocks, file.stateSince),
    ]);
  }

  /** Writes what `after` changes of `before`, in one statement: the row with its version, and the children that are new or changed. */
  async update(tx: Tx, before: CaseFile, after: CaseFile): Promise<void> {
    await tx.sql(CHANGE_CASE, [
      after.organisationId,
      after.boardId,
      after.caseId,
      after.version,
      after.state,
      after.stateSince,
      after.lane,
      after.laneReason,
      after.priority,
      after.reasonCode,
      after.reasonText,
      rowsOf(added(before.clocks, after.clocks), tx.occurredAt.toISOString()),
      JSON.stringify(added(before.waivers, after.waivers)),
      JSON.stringify(added(before.notices, after.notices)),
    ]);
  }
}

/** Files are never changed in place, so a child that is not the same object is new or changed. */
function added<Child>(before: readonly Child[], after: readonly Child[]): Child[] {
  return after.filter((child) => !before.includes(child));
}

function rowsOf(clocks: readonly CaseClock[], now: string): string {
  return JSON.stringify(clocks.map((clock) => ({ ...clock, state: clockState(clock, now) })));
}
