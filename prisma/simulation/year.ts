import type { Chance } from '../seed/chance.js';
import type { Hospital } from '../seed/hospital.js';
import { Refused, type Json } from '../seed/staff-member.js';
import type { StoryClock } from '../seed/story-clock.js';
import type { Story } from '../seed/storyteller.js';

/** What the board does with a case that it discusses. */
export interface Discussed {
  /** What specialists write down before they hear each other. */
  plan(itemId: string): Promise<void>;
  decide(): Promise<void>;
}

/** Where everything happens: the hospital, its clock, and who waits for the board. */
export class Year {
  /** By case: those whose discussion the board may come to. */
  readonly waiting = new Map<string, Discussed>();
  /** What the server refused that the population had not expected, by route and code. */
  readonly surprises = new Map<string, number>();
  deeds = 0;

  constructor(
    readonly hospital: Hospital,
    readonly clock: StoryClock,
    readonly chance: Chance,
  ) {}

  /** Whether something that happens once in so many times happens now. */
  happens(oneIn: number): boolean {
    return this.chance.whole(1, oneIn) === 1;
  }

  /** A story that a refusal ends, which nobody had expected at that point; the others go on. */
  async *bearing(story: Story): Story {
    try {
      yield* story;
    } catch (error) {
      this.note(error, []);
    }
  }

  /** Does something that the rules may forbid by now, because others went on meanwhile; null where they do. */
  async attempt(deed: () => Promise<Json>, expected: readonly string[] = []): Promise<Json | null> {
    this.deeds += 1;
    try {
      return (await deed()) ?? {};
    } catch (error) {
      this.note(error, expected);
      return null;
    }
  }

  /** @throws whatever is no refusal, because then the server is broken */
  private note(error: unknown, expected: readonly string[]): void {
    if (!(error instanceof Refused) || error.status >= 500) throw error;
    if (expected.includes(error.code)) return;
    this.surprises.set(error.sentence, (this.surprises.get(error.sentence) ?? 0) + 1);
  }
}
