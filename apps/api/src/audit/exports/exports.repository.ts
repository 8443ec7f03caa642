import { Injectable } from '@nestjs/common';
import { recordChange, type DocumentsNow, type Entity, type Tx } from '#database';
import { exportDocument, type Download, type Export, type Extent } from './export.js';

/** One entry of an export at its place in the log. */
export interface ExportedEntry {
  readonly position: number;
  readonly leaf: Buffer;
}

/** What one entry made: a version with its document, unless an erasure took it; nulls where it made none. */
export interface ExportedVersion {
  readonly position: number;
  readonly entity: Entity | null;
  readonly entityId: string | null;
  readonly version: number | null;
  readonly commitment: Buffer | null;
  readonly salt: Buffer | null;
  readonly document: Buffer | null;
}

/** Every statement about the aggregate `export`, and the doors to what it holds. */
@Injectable()
export class ExportsRepository {
  async insert(tx: Tx, asked: Export, patientAlias: string | null): Promise<void> {
    const { id, scope, caseId, since, until, askedBy, askedAt } = asked;
    await tx.sql(INSERT, [tx.actor.organisationId, id, scope, caseId, since, until, askedBy, askedAt]);
    await recordChange(tx, { type: 'export.asked', id, version: 1, document: exportDocument(asked), patientAlias });
  }

  /** Null where there is none among those this person may have. */
  async find(tx: Tx, id: string): Promise<Export | null> {
    const [row] = await tx.sql<{ asked: Export }>(FIND, [tx.actor.organisationId, id]);
    return row?.asked ?? null;
  }

  /** The alias of the patient whom the export names by their case; nobody where it is of more than one, or they were erased. */
  async patientsOf(tx: Tx, { caseId }: Export): Promise<string[]> {
    if (caseId === null) return [];
    const rows = await tx.sql<{ alias: string }>(ALIAS, [tx.actor.organisationId, caseId]);
    return rows.map(({ alias }) => alias);
  }

  /** Null while the log has not signed for the request. */
  async extent(tx: Tx, id: string): Promise<Extent | null> {
    const [row] = await tx.sql<ExtentRow>(EXTENT, [id]);
    if (!row || row.size === null) return null;
    const { size, note, cosignatures, first, behind, ...said } = row;
    return {
      ...said,
      size: Number(size),
      note: note + cosignatures.map((line) => `${line}\n`).join(''),
      first: first === null ? null : Number(first),
      behind: behind === null ? null : Number(behind),
    };
  }

  /** The entries behind a place, in order. */
  async entries(tx: Tx, id: string, after: number, limit: number): Promise<ExportedEntry[]> {
    const rows = await tx.sql<{ position: string; leaf: Uint8Array }>(ENTRIES, [id, after, limit]);
    return rows.map(({ position, leaf }) => ({ position: Number(position), leaf: bytesOf(leaf) }));
  }

  /** What the entries behind a place made, in order, until some megabytes are together. */
  async versions(tx: Tx, id: string, after: number, limit: number): Promise<ExportedVersion[]> {
    const rows = await tx.sql<VersionRow>(VERSIONS, [id, after, limit]);
    return rows.map(({ position, commitment, salt, document, ...row }) => ({
      ...row,
      position: Number(position),
      commitment: commitment && bytesOf(commitment),
      salt: salt && bytesOf(salt),
      document: document && bytesOf(document),
    }));
  }

  async beginDownload(tx: Tx, downloadId: string, exportId: string): Promise<void> {
    const { organisationId, userId } = tx.actor;
    await tx.sql(BEGIN, [organisationId, downloadId, exportId, userId, tx.occurredAt.toISOString()]);
  }

  /** Adds what is about to leave. */
  async count(tx: Tx, downloadId: string, { entries = 0, documents = 0 }): Promise<void> {
    await tx.sql(COUNT, [tx.actor.organisationId, downloadId, entries, documents]);
  }

  async endDownload(tx: Tx, downloadId: string, isWhole: boolean): Promise<void> {
    await tx.sql(END, [tx.actor.organisationId, downloadId, tx.occurredAt.toISOString(), isWhole]);
  }

  async lastDownload(tx: Tx, exportId: string): Promise<Download | null> {
    const [row] = await tx.sql<{ download: Download }>(LAST, [tx.actor.organisationId, exportId]);
    return row?.download ?? null;
  }
}

/** Exports as their rows say them now. */
export const exportsNow: DocumentsNow = async (tx, ids) => {
  const rows = await tx.sql<{ asked: Export }>(WITH_IDS, [tx.actor.organisationId, ids]);
  return rows.map(({ asked }) => ({ id: asked.id, version: 1, document: exportDocument(asked) }));
};

interface ExtentRow extends Omit<Extent, 'size' | 'first' | 'behind'> {
  readonly size: string | null;
  readonly cosignatures: string[];
  readonly first: string | null;
  readonly behind: string | null;
}

interface VersionRow extends Omit<ExportedVersion, 'position' | 'commitment' | 'salt' | 'document'> {
  readonly position: string;
  readonly commitment: Uint8Array | null;
  readonly salt: Uint8Array | null;
  readonly document: Uint8Array | null;
}

/** The driver's own bytes, without a copy. */
function bytesOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

const iso = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const INSERT = `
  INSERT INTO audit.export (organisation_id, id, scope, case_id, since, until, asked_by, asked_at)
  VALUES ($1::uuid, $2::uuid, $3, $4::uuid, $5::timestamptz, $6::timestamptz, $7::uuid, $8::timestamptz)`;

const SELECT_EXPORTS = `
  SELECT json_build_object('id', x.id, 'scope', x.scope, 'caseId', x.case_id, 'since', ${iso('x.since')}, 'until', ${iso('x.until')},
    'askedBy', x.asked_by, 'askedAt', ${iso('x.asked_at')}) AS asked
  FROM audit.export x WHERE x.organisation_id = $1::uuid`;

const FIND = `${SELECT_EXPORTS} AND x.id = $2::uuid`;
const WITH_IDS = `${SELECT_EXPORTS} AND x.id = ANY ($2::uuid[])`;

const ALIAS = `
  SELECT p.alias FROM clinical.board_case c JOIN clinical.patient p ON p.organisation_id = c.organisation_id AND p.id = c.patient_id
  WHERE c.organisation_id = $1::uuid AND c.id = $2::uuid`;

const EXTENT = `
  SELECT origin, verifier_key AS "verifierKey", size::text, note, cosignatures, first::text, behind::text, is_overtaken AS "isOvertaken"
  FROM audit.export_extent($1::uuid)`;

const ENTRIES = 'SELECT "position"::text, leaf FROM audit.export_entries($1::uuid, $2::bigint, $3::int)';

const VERSIONS = `
  SELECT "position"::text, entity, entity_id AS "entityId", version, commitment, salt, document
  FROM audit.export_documents($1::uuid, $2::bigint, $3::int)`;

const BEGIN = `
  INSERT INTO audit.export_download (organisation_id, id, export_id, begun_by, begun_at)
  VALUES ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz)`;

const COUNT = `
  UPDATE audit.export_download SET entries = entries + $3::bigint, documents = documents + $4::bigint
  WHERE organisation_id = $1::uuid AND id = $2::uuid`;

const END = `
  UPDATE audit.export_download SET ended_at = $3::timestamptz, is_whole = $4::boolean
  WHERE organisation_id = $1::uuid AND id = $2::uuid`;

const LAST = `
  SELECT json_build_object('begunAt', ${iso('d.begun_at')}, 'entries', d.entries, 'documents', d.documents,
    'endedAt', ${iso('d.ended_at')}, 'isWhole', d.is_whole) AS download
  FROM audit.export_download d WHERE d.organisation_id = $1::uuid AND d.export_id = $2::uuid
  ORDER BY d.begun_at DESC, d.id DESC LIMIT 1`;
