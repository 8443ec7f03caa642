import { Refusal, type MeetingState } from '#workflow';

/** An answer to an invitation that was never made. */
export class NotInvited extends Refusal {
  readonly code = 'not-invited';
  readonly kind = 'conflict';

  constructor() {
    super(
      'This person is not invited to this meeting. Ask the board’s coordinator for a seat, or a member to delegate.',
    );
  }
}

/** A meeting that has begun, is over or called off asks nobody any more. */
export class InvitationClosed extends Refusal {
  readonly code = 'invitation-closed';
  readonly kind = 'conflict';

  constructor(readonly state: MeetingState) {
    super('This meeting has begun, is over or was called off. Who is present is marked by its chair or coordinator.');
  }
}

/** A member is represented by a deputy whom the board has registered, and by nobody else. */
export class NotARegisteredDeputy extends Refusal {
  readonly code = 'not-a-registered-deputy';
  readonly kind = 'invalid';

  constructor(readonly registered: readonly string[]) {
    const message =
      registered.length === 0
        ? 'No deputy is registered for this seat. Decline, or have an administrator register one.'
        : 'Delegate to one of the deputies registered for this seat.';
    super(message, { errors: [{ pointer: '/deputyId', message, code: 'not-registered' }] });
  }
}

/** Only a delegation names a deputy, and it always does. */
export class DeputyWithoutDelegation extends Refusal {
  readonly code = 'deputy-without-delegation';
  readonly kind = 'invalid';

  constructor() {
    const message = 'Name a deputy when you delegate, and only then.';
    super(message, { errors: [{ pointer: '/deputyId', message, code: 'delegation' }] });
  }
}

/** An answer to a state of the meeting that never was: no calendar of ours has asked it. */
export class ReplyToUnknownState extends Refusal {
  readonly code = 'reply-to-unknown-state';
  readonly kind = 'conflict';

  constructor(readonly sequence: number) {
    super('This answers a state of the meeting that does not exist. Answer the invitation as it stands now.');
  }
}
