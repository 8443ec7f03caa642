import { isUtf8 } from 'node:buffer';
import { Fault } from '../fault.js';

/** What this program reads of an entry. */
export interface Leaf {
  readonly v: number;
  readonly id: string;
  readonly recordedAt: string;
  readonly occurredAt: string;
  readonly type: string;
  readonly organisation: string;
  readonly patients: readonly string[];
  readonly entity: string | null;
  readonly entityId: string | null;
  readonly version: number | null;
  readonly before: string | null;
  readonly after: string | null;
}

/** Every member that an entry has, in canonical order. */
const MEMBERS =
  'actor,after,auth,before,client,entity,entityId,id,ipHash,occurredAt,onBehalfOf,organisation,outcome,patients,' +
  'purpose,reasonCode,recordedAt,req,role,session,type,v,version';

/** In bytes; what a server writes is shorter. */
const LONGEST = 8192;

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

/**
 * Reads an entry of this organisation's log. @throws Fault where it is none, is not written canonically, or is of a later version of the
 * format than this program knows
 */
export function readLeaf(entry: Buffer, place: number, organisation: string, where: string): Leaf {
  const text = entry.toString();
  const leaf = parse(entry, text);
  if (leaf === undefined) throw new Fault(where, `Entry ${place} is no JSON object.`);
  if (leaf.v !== 1)
    throw new Fault(
      where,
      `Entry ${place} is of version ${leaf.v}, which this program does not know. Use a newer one.`,
    );
  // Without spaces, with its members in order, and each once: then it is canonical where what is in them is plain.
  if (JSON.stringify(leaf) !== text || Object.keys(leaf).join() !== MEMBERS || !isPlain(leaf)) {
    throw new Fault(where, `Entry ${place} is not the canonical JSON of an entry.`);
  }
  if (entry.length > LONGEST) throw new Fault(where, `Entry ${place} has more than ${LONGEST} bytes.`);
  if (leaf.organisation !== organisation)
    throw new Fault(where, `Entry ${place} is of another organisation, ${leaf.organisation}.`);
  if (!Array.isArray(leaf.patients)) throw new Fault(where, `Entry ${place} does not say which patients it is about.`);
  if (!INSTANT.test(leaf.recordedAt)) throw new Fault(where, `Entry ${place} does not say when it was recorded.`);
  return leaf;
}

/** Texts, whole numbers and nulls, and for the patients a list of texts: nothing that two programs could write in two ways. */
function isPlain(leaf: Leaf): boolean {
  for (const [name, value] of Object.entries(leaf) as [string, unknown][]) {
    const isOne = name === 'patients' ? Array.isArray(value) && value.every(isText) : isText(value) || value === null;
    if (!isOne && !Number.isSafeInteger(value)) return false;
  }
  return true;
}

const isText = (value: unknown) => typeof value === 'string' && value.isWellFormed();

function parse(entry: Buffer, text: string): Leaf | undefined {
  if (!isUtf8(entry)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Leaf) : undefined;
  } catch {
    return undefined;
  }
}
