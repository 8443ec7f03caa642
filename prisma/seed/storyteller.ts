import type { StoryClock } from './story-clock.js';

/** Something that happens over weeks: it yields when it goes on, and does its next part when that time has come. */
export type Story = AsyncGenerator<Date, void, void>;

/** Tells every story, each part in its time, until an instant. What would come later is left open, as on any day in life. */
export async function tell(stories: readonly Story[], clock: StoryClock, until: Date): Promise<void> {
  const open = new Map<Story, Date>(stories.map((story) => [story, clock.now()]));
  for (;;) {
    const next = earliest(open);
    if (!next || next.goesOnAt > until) return;

    clock.goOnTo(next.goesOnAt);
    const { done, value } = await next.story.next();
    if (done) open.delete(next.story);
    else open.set(next.story, value);
  }
}

function earliest(open: ReadonlyMap<Story, Date>) {
  let first: { story: Story; goesOnAt: Date } | undefined;
  for (const [story, goesOnAt] of open) {
    if (!first || goesOnAt < first.goesOnAt) first = { story, goesOnAt };
  }
  return first;
}
