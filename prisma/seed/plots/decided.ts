import { hoursBefore } from '../board-calendar.js';
import * as way from '../ways.js';
import type { Plot } from './plot.js';

/** Cases that wait for signatures, each for another reason. */
export const DECIDED: readonly Plot[] = [
  {
    primary: 'breast',
    spine: 'compressed',
    condition: 'good',
    async *story(scene, referral) {
      const { spineCase, decisionId } = yield* way.decidedByPanel(scene, referral, hoursBefore(scene.today, 6));
      await spineCase.sign(decisionId, { isPanel: true, without: ['radiation-oncology'] });
    },
  },
  {
    primary: 'colon',
    spine: 'stable',
    condition: 'fair',
    async *story(scene, referral) {
      yield* way.signedByBoard(scene, referral, 0, { without: ['medical-oncology', 'spine-surgery'] });
    },
  },
  {
    primary: 'oesophagus',
    spine: 'indeterminate',
    condition: 'fair',
    async *story(scene, referral) {
      const reason = 'Stable enough for radiotherapy alone; I would not fix it.';
      yield* way.signedByBoard(scene, referral, 0, { sayings: { 'spine-surgery': { meaning: 'dissent', reason } } });
    },
  },
  {
    primary: 'liver',
    spine: 'unstable',
    condition: 'poor',
    async *story(scene, referral) {
      const reason = 'The liver does not allow this dose. Ask for a new plan.';
      yield* way.signedByBoard(scene, referral, 1, {
        sayings: { 'radiation-oncology': { meaning: 'refuse', reason } },
        without: ['spine-surgery'],
      });
    },
  },
  {
    primary: 'unknown',
    spine: 'indeterminate',
    condition: 'good',
    async *story(scene, referral) {
      yield* way.decidedByBoard(scene, referral, 0);
    },
  },
];
