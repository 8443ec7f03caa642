import { hoursBefore } from '../board-calendar.js';
import * as way from '../ways.js';
import type { Plot } from './plot.js';

const NEXT = -1;

/** Cases on an agenda: one is being discussed at this moment. */
export const ON_AGENDAS: readonly Plot[] = [
  {
    primary: 'thyroid',
    spine: 'stable',
    condition: 'good',
    async *story(scene, referral) {
      yield* way.inDiscussion(scene, referral);
    },
  },
  { primary: 'lung', spine: 'stable', condition: 'good', story: listedFor(NEXT) },
  { primary: 'myeloma', spine: 'stable', condition: 'fair', story: listedFor(NEXT) },
  {
    primary: 'melanoma',
    spine: 'indeterminate',
    condition: 'good',
    async *story(scene, referral) {
      const session = scene.sessions.weeksAgo(0);
      const spineCase = yield* way.readyFor(scene, referral, session);
      await spineCase.deferFrom(session, 'imaging');
      yield hoursBefore(scene.today, 20);
      await spineCase.examine();
      await spineCase.list(scene.sessions.weeksAgo(NEXT), 'discussion', () => Promise.resolve());
    },
  },
];

function listedFor(weeksAgo: number): Plot['story'] {
  return async function* story(scene, referral) {
    const spineCase = yield* way.accepted(scene, referral, hoursBefore(scene.today, 3 * 24));
    yield hoursBefore(scene.today, 10);
    await spineCase.examine();
    await spineCase.markReady();
    await spineCase.list(scene.sessions.weeksAgo(weeksAgo), 'discussion', () => Promise.resolve());
  };
}
