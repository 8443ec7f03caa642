import { createHash } from 'node:crypto';
import { newId } from '#database';

/** What a leaf says; what is left out is said truly. */
export type Said = Readonly<Record<string, unknown>>;

export interface Opening {
  readonly id?: string;
  readonly actor?: string | null;
  readonly session?: string | null;
  readonly type?: string;
  readonly entityId?: string;
  /** What the leaf says otherwise than the call. */
  readonly lie?: Said;
}

/** The statement that opens a transaction, as the server sends it, or with a lie in its leaf. */
export function openingAs(organisation: string, opening: Opening = {}): string {
  const { id = newId(), actor = null, session = null, type = 'case.opened', entityId = null, lie = {} } = opening;
  const [head, tail] = leaf({ id, organisation, actor, session, type, entityId, ...lie });
  return `SELECT * FROM audit.open(${[organisation, id, actor, session, head, tail].map(quoted).join(', ')})`;
}

/** The statement that records one further event in it. */
export function recordOf(organisation: string, said: Said): string {
  const id = newId();
  return `SELECT audit.record(${[organisation, id, ...leaf({ id, organisation, type: 'patients.disclosed', ...said })].map(quoted).join(', ')})`;
}

export interface Change {
  readonly entity: string;
  readonly entityId: string;
  readonly version: number;
  readonly lie?: Said;
}

/** The statement that records a change with its document. */
export function changeOf(organisation: string, actor: string | null, { lie, ...change }: Change): string {
  const id = newId();
  const salt = Buffer.alloc(32, 7);
  const doc = Buffer.from('{"forged":true}');
  const after = createHash('sha256').update(salt).update(doc).digest('base64');
  const [head, tail] = leaf({ id, organisation, actor, type: 'case.corrected', after, ...change, ...lie });
  const [start, middle] = head.replace('"recordedAt":', '"before":\n"recordedAt":').split('\n');
  const { entity, entityId, version } = change;
  const values = [organisation, id, start, `,${middle}`, tail, entity, entityId, version, null, null, salt, doc];
  return `SELECT audit.record_change(${values.map(quoted).join(', ')})`;
}

/** Cut where the database fills in its time. */
function leaf(said: Said): [head: string, tail: string] {
  const text = JSON.stringify({ v: 1, outcome: 'done', patients: [], ...said });
  return [`${text.slice(0, -1)},"recordedAt":`, '}'];
}

function quoted(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (Buffer.isBuffer(value)) return `'\\x${value.toString('hex')}'`;
  return typeof value === 'number' ? String(value) : `'${String(value).replaceAll("'", "''")}'`;
}
