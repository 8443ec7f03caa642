import type { DocumentNow, DocumentsNow, PrismaTx } from '#database';
import { canonicalJson } from '#transparency';
import { differencesOf, type Difference } from '../../differences.js';
import type { JsonValue } from '../../document.js';
import type { EvidenceRepository } from '../evidence.repository.js';
import type { Faults } from '../faults.js';

/** The last version of an aggregate, as it was committed to. */
export interface LastVersion {
  readonly id: string;
  readonly version: number;
  readonly document: string;
}

interface Aggregates {
  readonly kind: string;
  /** How their rows become documents. */
  readonly current: DocumentsNow;
  readonly lasts: readonly LastVersion[];
}

const MOST_POINTERS = 10;

/** Holds aggregates against their last versions: the rows, put together as their feature does it, say the same. */
export async function checkRowsOf(
  tx: PrismaTx,
  evidence: EvidenceRepository,
  aggregates: Aggregates,
  faults: Faults,
): Promise<void> {
  const { kind, lasts } = aggregates;
  if (lasts.length === 0) return;
  const now = await documentsNow(tx, aggregates);
  for (const last of lasts) {
    const where = `${kind} ${last.id}`;
    const which = `the ${kind.replaceAll('-', ' ')} ${last.id}`;
    const found = now.get(last.id);
    if (found === 'unreadable') {
      faults.add('row', where, `The rows of ${which} cannot be read any more.`);
    } else if (!found) {
      faults.add('row', where, `The row of ${which} is gone, and its version ${last.version} is there.`);
    } else {
      const pointers = await differingPointers(tx, evidence, last, found);
      if (pointers.length > 0) {
        faults.add(
          'row',
          where,
          `The rows of ${which} do not say what its version ${last.version} says, at ${listed(pointers)}.`,
        );
      }
    }
  }
}

/** What is changed past recognition makes its whole batch fail: then each is tried by itself. */
async function documentsNow(
  tx: PrismaTx,
  { current, lasts }: Aggregates,
): Promise<Map<string, DocumentNow | 'unreadable'>> {
  const ids = lasts.map(({ id }) => id);
  const read = await attempt(tx, () => current(tx, ids));
  if (read) return new Map(read.map((each) => [each.id, each]));

  const found = new Map<string, DocumentNow | 'unreadable'>();
  for (const id of ids) {
    const one = await attempt(tx, () => current(tx, [id]));
    if (!one) found.set(id, 'unreadable');
    for (const each of one ?? []) found.set(each.id, each);
  }
  return found;
}

/** Null where it fails; the transaction goes on. */
async function attempt<Answer>(tx: PrismaTx, read: () => Promise<Answer>): Promise<Answer | null> {
  await tx.prisma.$executeRawUnsafe('SAVEPOINT reading');
  try {
    const answer = await read();
    await tx.prisma.$executeRawUnsafe('RELEASE SAVEPOINT reading');
    return answer;
  } catch {
    // A connection that is lost fails here too, and ends the whole.
    await tx.prisma.$executeRawUnsafe('ROLLBACK TO SAVEPOINT reading');
    return null;
  }
}

async function differingPointers(
  tx: PrismaTx,
  evidence: EvidenceRepository,
  last: LastVersion,
  now: DocumentNow,
): Promise<string[]> {
  const rows = rowsOf(now);
  if (rows === last.document) return [];
  if (rows === null) return ['/'];
  const differences = differencesOf(JSON.parse(last.document) as JsonValue, JSON.parse(rows) as JsonValue);
  const pointers: string[] = [];
  for (const difference of differences) {
    if (isNewAndEmpty(difference) || (await isOfErased(tx, evidence, difference))) continue;
    pointers.push(difference.pointer);
  }
  return pointers;
}

function rowsOf({ document }: DocumentNow): string | null {
  try {
    return canonicalJson(document);
  } catch {
    return null;
  }
}

/** A later release knows more of an aggregate than its last version could say, and of this one there is nothing to say. */
function isNewAndEmpty({ before, after }: Difference): boolean {
  return before === null && typeof after === 'object' && after !== null && Object.keys(after).length === 0;
}

/** A meeting's last version still names the items that went with a patient who was erased. */
async function isOfErased(
  tx: PrismaTx,
  evidence: EvidenceRepository,
  { pointer, before, after }: Difference,
): Promise<boolean> {
  if (pointer !== '/itemIds' || !isTexts(before) || !isTexts(after)) return false;
  const gone = before.filter((id) => !after.includes(id));
  const erased = gone.length > 0 ? await evidence.erasedItems(tx, gone) : new Set<string>();
  const left = before.filter((id) => !erased.has(id));
  return left.length === after.length && left.every((id, index) => id === after[index]);
}

function isTexts(value: JsonValue): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function listed(pointers: readonly string[]): string {
  const more = pointers.length - MOST_POINTERS;
  return pointers.slice(0, MOST_POINTERS).join(', ') + (more > 0 ? ` and ${more} more places` : '');
}
