import { Refusal } from '#workflow';

/** A meeting that has a room at the time. */
export interface Booking {
  readonly meetingId: string;
  readonly boardName: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

/** One room holds one meeting at a time. */
export class RoomTaken extends Refusal {
  readonly code = 'room-taken';
  readonly kind = 'conflict';

  constructor(
    readonly taken: readonly Booking[],
    options: { cause?: unknown } = {},
  ) {
    const [first] = taken;
    const by = first
      ? `The ${first.boardName} has this room from ${first.startsAt} to ${first.endsAt}`
      : 'Another meeting has just taken this room';
    const more = taken.length > 1 ? `, and ${taken.length - 1} more of the meetings meet somebody there` : '';
    super(`${by}${more}. Choose another room or another time.`, options);
  }
}
