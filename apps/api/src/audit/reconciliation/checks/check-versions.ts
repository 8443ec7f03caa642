import type { PrismaTx } from '#database';
import { CURRENT_DOCUMENTS, isKnownKind } from '../current-documents.js';
import type { EvidenceRepository, StoredVersion, VersionKey } from '../evidence.repository.js';
import type { Faults } from '../faults.js';
import { readLeaf } from './check-events.js';
import { checkRowsOf, type LastVersion } from './check-documents.js';

const AT_ONCE = 200;
const FIRST: VersionKey = ['00000000-0000-0000-0000-000000000000', 0];

/**
 * Goes through the versions of one kind in their order: each follows the one before, is what its event commits to, and the last one is
 * what the rows say now. Holds two hundred at a time. Answers with how many there are.
 */
export async function checkVersions(
  tx: PrismaTx,
  evidence: EvidenceRepository,
  kind: string,
  faults: Faults,
): Promise<{ versions: number; aggregates: number }> {
  if (!isKnownKind(kind)) {
    faults.add('version', kind, `There are versions of “${kind}”, which is no kind of record.`);
    return { versions: 0, aggregates: 0 };
  }
  const counts = { versions: 0, aggregates: 0 };
  let previous: StoredVersion | null = null;
  for (let after = FIRST; ;) {
    const page = await evidence.versions(tx, kind, after, AT_ONCE);
    const last = page.at(-1);
    if (!last) break;
    await checkEmptied(tx, evidence, kind, page, faults);
    for (const version of page) {
      checkVersion(kind, version, previous?.id === version.id ? previous : null, faults);
      previous = version;
    }
    const lasts = page.filter(({ isLast }) => isLast);
    counts.versions += page.length;
    counts.aggregates += lasts.length;
    await checkRowsOf(tx, evidence, { kind, current: CURRENT_DOCUMENTS[kind], lasts: lasts.flatMap(toLast) }, faults);
    after = [last.id, last.version];
  }
  return counts;
}

function toLast({ id, version, document }: StoredVersion): LastVersion[] {
  return document === null ? [] : [{ id, version, document }];
}

/** Only an erasure empties a version, and it lists what it emptied. */
async function checkEmptied(
  tx: PrismaTx,
  evidence: EvidenceRepository,
  kind: string,
  page: readonly StoredVersion[],
  faults: Faults,
): Promise<void> {
  const empty = page.filter(({ isEmpty }) => isEmpty);
  if (empty.length === 0) return;
  const listed = await evidence.erased(
    tx,
    empty.map(({ commitment }) => commitment.toString('base64')),
  );
  for (const { id, version, commitment } of empty) {
    if (listed.has(commitment.toString('base64'))) continue;
    const sentence = `Version ${version} of the ${inWords(kind)} ${id} has been emptied, and no erasure lists it.`;
    faults.add('version', `${kind} ${id}`, sentence);
  }
}

function checkVersion(kind: string, version: StoredVersion, previous: StoredVersion | null, faults: Faults): void {
  const which = `Version ${version.version} of the ${inWords(kind)} ${version.id}`;
  const complain = (what: string) => faults.add('version', `${kind} ${version.id}`, `${which} ${what}.`);

  const follows = (previous?.version ?? 0) + 1;
  if (version.version !== follows) complain(`does not follow: version ${follows} is missing`);
  if (version.isHalf) complain('has lost its salt or its document');
  if (version.isBound === false) complain('is not the document that was committed to');
  if (previous && (previous.boardId !== version.boardId || previous.caseId !== version.caseId)) {
    complain('is of another board or case than the one before');
  }
  if (kind === 'case' && version.caseId !== version.id) complain('is kept with another case');
  checkAgainstEvent(kind, version, previous, complain);
}

function checkAgainstEvent(
  kind: string,
  version: StoredVersion,
  previous: StoredVersion | null,
  complain: (what: string) => void,
): void {
  const { leaf, eventId, isOfEvent, isPlaced } = version;
  if (!leaf) return complain(`names the event ${eventId}, which is gone`);
  if (!isPlaced) complain(`names the event ${eventId}, which is not in the log`);
  if (!isOfEvent) complain(`was not written by the transaction of its event ${eventId}`);

  const fields = readLeaf(leaf);
  if (!fields) return complain(`names the event ${eventId}, whose leaf cannot be read`);
  const base64 = (commitment: Buffer) => commitment.toString('base64');
  if (
    fields['entity'] !== kind ||
    fields['version'] !== version.version ||
    !isAbout(fields['entityId'], kind, version)
  ) {
    complain(`names the event ${eventId}, which is about another`);
  }
  if (fields['after'] !== base64(version.commitment)) complain(`is not what its event ${eventId} commits to`);
  if ((previous || version.version === 1) && fields['before'] !== (previous && base64(previous.commitment))) {
    complain(`does not follow the version that its event ${eventId} follows`);
  }
}

/** The log knows a patient by an alias, which an erasure takes away. */
function isAbout(entityId: unknown, kind: string, { id, alias, isEmpty }: StoredVersion): boolean {
  return kind === 'patient' ? entityId === alias || (alias === null && isEmpty) : entityId === id;
}

export const inWords = (kind: string): string => kind.replaceAll('-', ' ');
