import type { ImagingResult } from '#pathway';
import { hoursBefore, workingHour } from '../board-calendar.js';
import type { Illness } from '../examination.js';
import * as way from '../ways.js';
import type { Plot } from './plot.js';

/** Cases whose decision is in force: treated, followed up, revised, lapsed. */
export const ACTIVE: readonly Plot[] = [
  followedUp('prostate', 'stable', 'good', 25, ['partial-response', 'stable']),
  followedUp('kidney', 'stable', 'good', 17, ['stable']),
  followedUp('breast', 'indeterminate', 'fair', 16, ['partial-response'], 'reported'),
  followedUp('neuroendocrine', 'sacral', 'good', 14, ['complete-response']),
  followedUp('myeloma', 'unstable', 'good', 15, ['stable'], 'performed'),
  // Nobody booked the examination, and its window is over.
  followedUp('thyroid', 'indeterminate', 'good', 15, []),
  {
    primary: 'carcinoid',
    spine: 'stable',
    condition: 'good',
    async *story(scene, referral) {
      const { spineCase } = yield* way.signedByBoard(scene, referral, 6);
      yield* way.treated(spineCase);
      yield* way.bookedAhead(scene, spineCase);
    },
  },
  {
    primary: 'other',
    spine: 'stable',
    condition: 'good',
    async *story(scene, referral) {
      const { spineCase } = yield* way.signedByBoard(scene, referral, 19);
      yield* way.treated(spineCase);
      yield* way.scannedLate(spineCase, { result: 'stable' });
    },
  },
  {
    // A small growth months after SBRT may be pseudoprogression: it waits for the specialist whom the order names.
    primary: 'colon',
    spine: 'stable',
    condition: 'good',
    async *story(scene, referral) {
      const { spineCase } = yield* way.signedByBoard(scene, referral, 23);
      yield* way.treated(spineCase);
      const growth = { result: 'progression', facts: { isSmallGrowth: true } } as const;
      yield* way.scanned(spineCase, [{ result: 'stable' }, growth], 'reported');
    },
  },
  followedUp('osteosarcoma', 'unstable', 'good', 5, []),
  {
    primary: 'kidney',
    spine: 'compressedAndUnstable',
    condition: 'good',
    async *story(scene, referral) {
      const { spineCase } = yield* way.ratified(scene, referral, 20);
      yield* way.treated(spineCase);
      yield* way.scanned(spineCase, [{ result: 'stable' }, { result: 'stable' }]);
    },
  },
  {
    primary: 'lymphoma',
    spine: 'compressed',
    condition: 'good',
    async *story(scene, referral) {
      const { spineCase } = yield* way.ratified(scene, referral, 11);
      yield* way.treated(spineCase);
      yield* way.scanned(spineCase, [{ result: 'partial-response' }]);
    },
  },
  {
    primary: 'melanoma',
    spine: 'compressed',
    condition: 'fair',
    async *story(scene, referral) {
      const { spineCase } = yield* way.ratified(scene, referral, 13);
      yield* way.treated(spineCase);
      // Re-lists the case.
      yield* way.scanned(
        spineCase,
        [{ result: 'progression', facts: { newOrGrowingEpiduralDisease: true } }],
        'reported',
      );
    },
  },
  {
    primary: 'lungWithDriver',
    spine: 'unstable',
    condition: 'fair',
    async *story(scene, referral) {
      const { spineCase, decisionId } = yield* way.decidedByBoard(scene, referral, 3);
      const reason = 'A targeted drug alone may hold this; the operation delays it by weeks.';
      const signed = await spineCase.sign(decisionId, {
        sayings: { 'medical-oncology': { meaning: 'dissent', reason } },
      });
      scene.clock.passMinutes(30);
      await spineCase.acceptDissent(signed, 'The patient cannot sit up; the drug is given two weeks later.');
      yield* way.treated(spineCase);
    },
  },
  {
    primary: 'sarcoma',
    spine: 'stable',
    condition: 'good',
    async *story(scene, referral) {
      const reason = 'Only with a planning MRI of the same week.';
      const { spineCase } = yield* way.signedByBoard(scene, referral, 7, {
        sayings: { 'radiation-oncology': { meaning: 'approve-with-reservation', reason } },
      });
      yield* way.treated(spineCase);
      await spineCase.settleRest({ outcome: 'not-done', reason: 'patient-declined' });
    },
  },
  // Nobody begins what was decided: it lapses, and the server re-lists it when it next looks.
  { primary: 'bladder', spine: 'indeterminate', condition: 'fair', story: signedOnly(8) },
  { primary: 'smallCellLung', spine: 'stable', condition: 'fair', story: signedOnly(2) },
  {
    primary: 'kidney',
    spine: 'unstable',
    condition: 'fair',
    async *story(scene, referral) {
      const { spineCase, decisionId } = yield* way.signedByBoard(scene, referral, 4);
      yield workingHour(scene.sessions.weeksAgo(3).startsAt, 3, 16);
      await spineCase.revise(decisionId);
    },
  },
  {
    primary: 'prostate',
    spine: 'compressed',
    condition: 'fair',
    async *story(scene, referral) {
      const { spineCase, decisionId } = yield* way.decidedByPanel(scene, referral, hoursBefore(scene.today, 30));
      await spineCase.sign(decisionId, { isPanel: true });
      scene.clock.passMinutes(10);
      await spineCase.list(scene.sessions.weeksAgo(-1), 'ratification', () => spineCase.ratify(decisionId));
    },
  },
];

/** Decided by the board so many weeks ago, treated, and imaged with these results. */
function followedUp(
  primary: Illness['primary'],
  spine: Illness['spine'],
  condition: Illness['condition'],
  weeksAgo: number,
  results: readonly ImagingResult[],
  until?: way.Stage,
): Plot {
  return {
    primary,
    spine,
    condition,
    async *story(scene, referral) {
      const { spineCase } = yield* way.signedByBoard(scene, referral, weeksAgo);
      yield* way.treated(spineCase);
      const readings = results.map((result) => ({ result }));
      yield* way.scanned(spineCase, readings, until);
    },
  };
}

function signedOnly(weeksAgo: number): Plot['story'] {
  return async function* story(scene, referral) {
    yield* way.signedByBoard(scene, referral, weeksAgo);
  };
}
