import { count } from './progress.js';
import { shortOf } from './log/known-keys.js';
import type { Proof } from './verify-bundle.js';

/** What was proven, and what was not, in sentences; the first says the most. */
export function tell(proof: Proof): string[] {
  const { keys, manifest, files, listSum } = proof;
  const head = keys.isGiven
    ? `This bundle holds: everything that could be checked was checked, and nothing was altered.`
    : `This bundle is consistent in itself. Who made it is NOT proven: the key came with the bundle.`;
  return [
    head,
    `It is ${scopeOf(proof)} of the log ${manifest.origin}.`,
    '',
    'Proven:',
    ...[
      signedBy(proof),
      ...cosigned(proof),
      entries(proof),
      ...since(proof),
      documents(proof),
      ...decisions(proof),
      `All ${count(files)} files are those of SHA256SUMS, whose own SHA-256 is ${listSum}.`,
    ].map((sentence) => `- ${sentence}`),
    '',
    'Not proven:',
    ...[...notSigned(proof), ...notSince(proof), ...beyond(proof), ...unproven(proof)].map(
      (sentence) => `- ${sentence}`,
    ),
  ];
}

function scopeOf({ manifest: { scope, size } }: Proof): string {
  switch (scope.kind) {
    case 'organisation':
      return `the whole, ${count(size)} entries,`;
    case 'period':
      return `the period from entry ${count(scope.from)} to before entry ${count(scope.to)}`;
    case 'case':
      return `the case ${scope.caseId}`;
  }
}

function signedBy({ keys, signed }: Proof): string {
  const whose = keys.isGiven ? 'which you gave' : 'which came with the bundle';
  return `The end of the log, ${count(signed.size)} entries, is signed with the key ${shortOf(keys.log)}, ${whose}.`;
}

function cosigned({ signed }: Proof): string[] {
  return signed.cosignatures.map(({ witness, time, isGiven }) => {
    const whose = isGiven ? '' : ' That witness’s key came with the bundle.';
    return `The witness ${witness} saw this very end on ${new Date(time * 1000).toISOString()}.${whose}`;
  });
}

function entries({ manifest: { scope }, signed, trail }: Proof): string {
  const times =
    trail.firstRecordedAt === null
      ? ''
      : ` They were recorded between ${trail.firstRecordedAt} and ${trail.lastRecordedAt}${stepBack(trail.greatestStepBack)}.`;
  if (scope.kind === 'organisation') {
    return `All ${count(trail.entries)} entries and all hash tiles lead to the signed root: none was altered, removed, inserted or moved.${times}`;
  }
  return `Each of the ${count(trail.entries)} entries stands in the log of ${count(signed.size)} at its place, unaltered; all hash tiles lead to the signed root.${times}`;
}

/** Requests that overlap are recorded in another order than they began; hours would be another matter. */
function stepBack(milliseconds: number): string {
  return milliseconds === 0
    ? ''
    : `, none more than ${(milliseconds / 1000).toFixed(1)} s before one that stands ahead of it`;
}

function since({ kept }: Proof): string[] {
  return kept
    ? [
        `The log still begins with the ${count(kept.size)} entries of the checkpoint that you kept (${kept.where}): since then it was only appended to.`,
      ]
    : [];
}

function documents({ documents: { met, erased }, trail }: Proof): string {
  const gone =
    erased === 0 ? '' : ` Erased, as erasures in this log say: ${count(erased)} more; their commitments stand.`;
  const chained = trail.versions.count === 0 ? '' : ' Every version names the one before it as it is.';
  return `${count(met)} documents of records are those that their entries commit to.${gone}${chained}`;
}

function decisions({ documents: { decisions } }: Proof): string[] {
  if (decisions.count === 0) return [];
  return [
    `Every decision (${count(decisions.count)}) has the hash of its content, its evidence and what was written before the discussion.`,
    `Every signature by passkey (${count(decisions.byPasskey.size)}) was made with its signer’s own, its owner verified, for exactly that content.`,
    'Every signature is of the very time at which the entry that recorded it says that it happened.',
  ];
}

function notSigned({ keys }: Proof): string[] {
  if (keys.isGiven) return [];
  return [
    `That the log is the hospital’s. Whoever can make a key can make a bundle: have the key told to you by another way, compare it with ${keys.log} and run this again with --key.`,
  ];
}

function notSince({ kept }: Proof): string[] {
  return kept
    ? []
    : ['That the log continues one that you saw earlier: give a checkpoint or receipt that you kept with --since.'];
}

function beyond({ manifest: { scope } }: Proof): string[] {
  switch (scope.kind) {
    case 'organisation':
      return [];
    case 'period':
      return [`What stands in the log outside of this period.`];
    case 'case':
      return [
        'That nothing follows the last version of each record here: the bundle of the whole log, or of a period, shows it.',
      ];
  }
}

function unproven({ documents: { decisions } }: Proof): string[] {
  const { size } = decisions.byPassword;
  return [
    ...(size === 0
      ? []
      : [
          `Who gave the signatures by password and code (${count(size)}): the server checked that, and nobody can repeat it. What they say is bound to the content.`,
        ]),
    'What files below readable and schema say: they are for reading.',
  ];
}
