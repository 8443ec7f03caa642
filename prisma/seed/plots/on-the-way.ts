import { hoursBefore, workingHour } from '../board-calendar.js';
import { SpineCase } from '../spine-case.js';
import * as way from '../ways.js';
import type { Plot } from './plot.js';

/** Cases that may come before the board. */
export const READY: readonly Plot[] = [
  { primary: 'breast', spine: 'unstable', condition: 'good', story: readyNow(26) },
  { primary: 'neuroendocrine', spine: 'indeterminate', condition: 'fair', story: readyNow(18) },
  {
    primary: 'prostate',
    spine: 'indeterminate',
    condition: 'fair',
    async *story(scene, referral) {
      yield* way.adjourned(scene, referral, 0, 'pathology');
    },
  },
  {
    primary: 'sarcoma',
    spine: 'unstable',
    condition: 'poor',
    async *story(scene, referral) {
      const spineCase = yield* way.accepted(scene, referral, hoursBefore(scene.today, 50));
      yield hoursBefore(scene.today, 8);
      await spineCase.examine({ without: ['imaging'] });
      await spineCase.markReady({
        'mri-whole-spine': 'Cannot lie still; sedation is arranged for the day of the meeting.',
      });
    },
  },
];

/** Cases that something is missing for. */
export const IN_WORKUP: readonly Plot[] = [
  {
    // The decision was in force and was withdrawn.
    primary: 'liver',
    spine: 'stable',
    condition: 'fair',
    async *story(scene, referral) {
      const { spineCase, decisionId } = yield* way.signedByBoard(scene, referral, 2);
      yield workingHour(scene.sessions.weeksAgo(2).startsAt, 8, 10);
      await spineCase.withdraw(decisionId, 'New lesions in the liver: the aim of the treatment has changed.');
    },
  },
  {
    // The pain clock runs past its week: nobody has made the MRI.
    primary: 'kidney',
    spine: 'indeterminate',
    condition: 'fair',
    async *story(scene, referral) {
      const spineCase = yield* way.accepted(scene, referral, hoursBefore(scene.today, 9 * 24));
      yield hoursBefore(scene.today, 4 * 24);
      await spineCase.examine({ without: ['imaging'] });
    },
  },
  {
    primary: 'bladder',
    spine: 'stable',
    condition: 'good',
    async *story(scene, referral) {
      const spineCase = yield* way.accepted(scene, referral, hoursBefore(scene.today, 3 * 24));
      yield hoursBefore(scene.today, 28);
      await spineCase.examine({ without: ['laboratory'] });
      await spineCase.waive('albumin', 'The patient declines blood tests.');
    },
  },
  {
    // Suspected compression, and the day for the MRI is over.
    primary: 'lung',
    spine: 'compressedAndUnstable',
    condition: 'fair',
    async *story(scene, referral) {
      yield* way.accepted(scene, referral, hoursBefore(scene.today, 40));
    },
  },
  {
    primary: 'unknown',
    spine: 'stable',
    condition: 'good',
    async *story(scene, referral) {
      const spineCase = yield* way.accepted(scene, referral, hoursBefore(scene.today, 52));
      yield hoursBefore(scene.today, 24);
      await spineCase.examine({ without: ['burden', 'laboratory', 'lesions', 'patientReported'] });
    },
  },
];

/** Referrals that nobody has answered yet. */
export const REFERRED: readonly Plot[] = [
  { primary: 'lymphoma', spine: 'compressed', condition: 'good', story: referredAgo(3) },
  { primary: 'breast', spine: 'stable', condition: 'fair', story: referredAgo(22) },
  { primary: 'prostate', spine: 'indeterminate', condition: 'good', story: referredAgo(9 * 24) },
];

function readyNow(hours: number): Plot['story'] {
  return async function* story(scene, referral) {
    const spineCase = yield* way.accepted(scene, referral, hoursBefore(scene.today, 4 * 24));
    yield hoursBefore(scene.today, hours);
    await spineCase.examine();
    await spineCase.markReady();
  };
}

function referredAgo(hours: number): Plot['story'] {
  return async function* story({ hospital, clock, today }, referral) {
    yield hoursBefore(today, hours);
    await SpineCase.refer(hospital, clock, referral);
  };
}
