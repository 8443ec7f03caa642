import { workingHour } from '../board-calendar.js';
import { SpineCase } from '../spine-case.js';
import * as way from '../ways.js';
import type { Plot } from './plot.js';

/** Cases that have ended, one for each way to end. */
export const CLOSED: readonly Plot[] = [
  {
    primary: 'breast',
    spine: 'stable',
    condition: 'good',
    async *story(scene, referral) {
      const { spineCase } = yield* way.signedByBoard(scene, referral, 22);
      yield* way.treated(spineCase);
      yield* way.scanned(spineCase, [{ result: 'complete-response' }]);
      scene.clock.passMinutes(20);
      await spineCase.settleRest({ outcome: 'full' });
      await spineCase.imaging.cancelOpen('no-longer-indicated');
      await spineCase.close('completed');
    },
  },
  {
    primary: 'lung',
    spine: 'compressed',
    condition: 'poor',
    async *story(scene, referral) {
      const { spineCase } = yield* way.ratified(scene, referral, 18);
      yield* way.treated(spineCase);
      yield workingHour(scene.sessions.weeksAgo(14).startsAt, 2, 9);
      await spineCase.recordDeath();
    },
  },
  {
    primary: 'colon',
    spine: 'indeterminate',
    condition: 'fair',
    async *story(scene, referral) {
      const { spineCase } = yield* way.signedByBoard(scene, referral, 12);
      yield workingHour(scene.sessions.weeksAgo(11).startsAt, 1, 9);
      await spineCase.close('transferred');
    },
  },
  {
    primary: 'other',
    spine: 'stable',
    condition: 'good',
    async *story(scene, referral) {
      const spineCase = yield* way.readyFor(scene, referral, scene.sessions.weeksAgo(6));
      scene.clock.passMinutes(40);
      await spineCase.close('withdrawn');
    },
  },
  {
    primary: 'seminoma',
    spine: 'sacral',
    condition: 'good',
    async *story({ hospital, clock, sessions }, referral) {
      yield workingHour(sessions.weeksAgo(9).startsAt, -4, 15);
      const spineCase = await SpineCase.refer(hospital, clock, referral);
      clock.passMinutes(50);
      await spineCase.decline('outside-board-scope');
    },
  },
];
