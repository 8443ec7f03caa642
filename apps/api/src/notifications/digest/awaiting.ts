import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';

/** How many of something await a person. */
export interface Awaiting {
  readonly userId: string;
  readonly count: number;
}

/** Counts, for everybody of the organisation who opened the transaction; whom nothing awaits is left out. */
export type CountAwaiting = (tx: Tx) => Promise<readonly Awaiting[]>;

/** What a digest gathers. Features register what they let people wait for; the words stand in the mail behind the count. */
@Injectable()
export class AwaitingSources {
  private readonly sources = new Map<string, CountAwaiting>();

  register(words: string, count: CountAwaiting): void {
    this.sources.set(words, count);
  }

  /** By person: the words and their counts, in the order in which the features registered. */
  async countAll(tx: Tx): Promise<Map<string, Record<string, number>>> {
    const byPerson = new Map<string, Record<string, number>>();
    for (const [words, countFor] of this.sources) {
      for (const { userId, count } of await countFor(tx)) {
        byPerson.set(userId, { ...byPerson.get(userId), [words]: count });
      }
    }
    return byPerson;
  }
}
