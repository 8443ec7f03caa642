import { Refusal } from '#workflow';

/** Quorum counts members of the board and those who stand in for them. */
export class NotAMember extends Refusal {
  readonly code = 'not-a-member';
  readonly kind = 'conflict';

  constructor(readonly userId: string) {
    super(
      'This person has no seat on the board. Mark them as the deputy of a member, or ask an administrator to add them.',
    );
  }
}

/** A member names in advance who may stand in. */
export class NotADeputy extends Refusal {
  readonly code = 'not-a-deputy';
  readonly kind = 'conflict';

  constructor(
    readonly userId: string,
    readonly deputyFor: string,
  ) {
    super(
      'This person is no deputy of that member, who names deputies in advance. Mark the member, or one of the deputies.',
    );
  }
}

/** What a correction puts right is a mark of the same meeting that still stands. */
export class NothingToCorrect extends Refusal {
  readonly code = 'nothing-to-correct';
  readonly kind = 'conflict';

  constructor(readonly correctsId: string) {
    super('There is no such mark in this meeting, or it was corrected already. Correct the mark that stands.');
  }
}

/** After the session attendance is only put right. */
export class AttendanceClosed extends Refusal {
  readonly code = 'attendance-closed';
  readonly kind = 'conflict';

  constructor() {
    super('This meeting is over. What was marked wrongly can be corrected; nobody joins or leaves any more.');
  }
}
