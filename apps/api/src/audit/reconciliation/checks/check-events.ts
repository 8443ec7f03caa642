import { hashLeaf } from '#transparency';
import type { Place, PlacedEvent } from '../evidence.repository.js';
import type { Faults } from '../faults.js';

type LeafFields = Readonly<Record<string, unknown>>;

/** What the columns beside a leaf were copied from. */
const COPIED = ['recordedAt', 'type', 'actor', 'entity', 'entityId', 'patients', 'outcome'] as const;

/** A leaf's fields; null where its bytes are no JSON object. */
export function readLeaf(leaf: Uint8Array): LeafFields | null {
  try {
    const fields: unknown = JSON.parse(Buffer.from(leaf).toString('utf8'));
    return typeof fields === 'object' && fields !== null && !Array.isArray(fields) ? (fields as LeafFields) : null;
  } catch {
    return null;
  }
}

/** Holds the event at a place against its leaf, and its leaf against the place. */
export function checkEvent(
  { position, eventId, leafHash, event }: Place,
  organisationId: string,
  faults: Faults,
): void {
  if (!event) {
    faults.add(
      'event',
      `event ${eventId}`,
      `The event ${eventId}, to which position ${position} of the log belongs, is gone.`,
    );
    return;
  }
  const hash = hashLeaf(event.leaf);
  if (!hash.equals(leafHash)) {
    const sentence = `The leaf of event ${eventId} does not have the hash that stands at position ${position} of the log.`;
    faults.add('place', `position ${position}`, sentence);
  }
  if (!hash.equals(event.hash)) {
    faults.add(
      'event',
      `event ${eventId}`,
      `The hash kept with event ${eventId}, at position ${position}, is not its leaf’s.`,
    );
  }
  checkColumns(eventId, organisationId, event, faults);
}

function checkColumns(eventId: string, organisationId: string, { leaf, columns }: PlacedEvent, faults: Faults): void {
  const fields = readLeaf(leaf);
  if (!fields) {
    faults.add('event', `event ${eventId}`, `The leaf of event ${eventId} is not the canonical JSON that it was.`);
    return;
  }
  const differing = [
    ...(fields['id'] === eventId ? [] : ['id']),
    ...(fields['organisation'] === organisationId ? [] : ['organisation']),
    ...COPIED.filter((name) => JSON.stringify(fields[name] ?? null) !== JSON.stringify(columns[name])),
  ];
  if (differing.length === 0) return;
  const sentence = `The row of event ${eventId} does not say what its leaf says: ${differing.join(', ')}.`;
  faults.add('event', `event ${eventId}`, sentence);
}
