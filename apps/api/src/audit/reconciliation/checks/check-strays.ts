import type { Tx } from '#database';
import type { EvidenceRepository, RowFault, Stray } from '../evidence.repository.js';
import type { Faults } from '../faults.js';

/** Finds what nothing leads to: events outside the log, changes without their version, rows that no version stands for. */
export async function checkStrays(tx: Tx, evidence: EvidenceRepository, faults: Faults): Promise<void> {
  for (const { what, eventId } of await evidence.strays(tx)) {
    faults.add('event', `event ${eventId}`, `The event ${eventId} ${EVENTS[what]}.`);
  }
  for (const { table, entity, id, what } of await evidence.strayRows(tx)) {
    faults.add(
      'row',
      `${entity} ${id}`,
      `A row of ${table} ${ROWS[what](`the ${entity.replaceAll('-', ' ')} ${id}`)}.`,
    );
  }
}

const EVENTS: Readonly<Record<Stray['what'], string>> = {
  nowhere: 'is neither in the log nor waiting for it',
  twice: 'is in the log and waits for it as well',
  'no-event': 'waits for the log and is not there',
  'no-version': 'changed a record, and the version that it made is gone',
};

const ROWS: Readonly<Record<RowFault, (which: string) => string>> = {
  'no-version': (which) => `belongs to ${which}, of which there is no version`,
  erased: (which) => `belongs to ${which}, which was erased`,
  version: (which) => `is of another version of ${which} than its last`,
  board: (which) => `is of another board than ${which}`,
  case: (which) => `is of another case than ${which}`,
  recorded: (which) => `was not recorded when any version of ${which} was`,
  instant: (which) => `keeps an instant that is finer than the milliseconds of ${which}`,
  result: (which) => `keeps something else than the result of ${which}`,
  position: (which) => `is missing among the results of ${which}, or one too many`,
  key: (which) => `is found under another name than that of ${which}`,
  state: (which) => `keeps another state than its times say, of ${which}`,
  revision: (which) => `takes back a signature that is not on ${which}`,
};
