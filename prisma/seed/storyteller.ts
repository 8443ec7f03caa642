import type { StoryClock } from './story-clock.js';

/** Something that happens over weeks: it yields when it goes on, and does its next part when that time has come. */
export type Story = AsyncGenerator<Date, void, void>;

/** When a story goes on; of two at the same instant the one goes first that was named first. */
interface Turn {
  readonly story: Story;
  readonly place: number;
  readonly at: number;
}

/** Tells every story, each part in its time, until an instant. What would come later is left open, as on any day in life. */
export async function tell(stories: readonly Story[], clock: StoryClock, until: Date): Promise<void> {
  const now = clock.now().getTime();
  const turns = stories.map((story, place): Turn => ({ story, place, at: now })).reverse();
  for (let next = turns.pop(); next && next.at <= until.getTime(); next = turns.pop()) {
    clock.goOnTo(new Date(next.at));
    const { done, value } = await next.story.next();
    if (!done) queue(turns, { ...next, at: value.getTime() });
  }
}

/** Puts a turn where it belongs: the next one stands at the end. */
function queue(turns: Turn[], turn: Turn): void {
  let from = 0;
  let to = turns.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (isBefore(turns[middle]!, turn)) to = middle;
    else from = middle + 1;
  }
  turns.splice(from, 0, turn);
}

function isBefore(one: Turn, other: Turn): boolean {
  return one.at === other.at ? one.place < other.place : one.at < other.at;
}
