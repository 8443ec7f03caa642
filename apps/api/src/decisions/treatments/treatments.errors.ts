import { labelOf, type Modality } from '#pathway';
import { Refusal } from '#workflow';

/** What was done is recorded when it has been. */
export class TreatmentInTheFuture extends Refusal {
  readonly code = 'treatment-in-the-future';
  readonly kind = 'invalid';

  constructor(pointer: '/startedAt' | '/completedAt') {
    const message = 'This time lies in the future. Record what was done once it has been.';
    super(message, { errors: [{ pointer, message, code: 'treatment-in-the-future' }] });
  }
}

/** Nothing ends before it begins. */
export class CompletedBeforeStart extends Refusal {
  readonly code = 'completed-before-start';
  readonly kind = 'invalid';

  constructor() {
    const message = 'A treatment ends no earlier than it begins. Correct the time of its completion.';
    super(message, { errors: [{ pointer: '/completedAt', message, code: 'completed-before-start' }] });
  }
}

/** Imaging follow-up looks at the levels that were treated. */
export class LevelsMissing extends Refusal {
  readonly code = 'levels-missing';
  readonly kind = 'invalid';

  constructor(modality: Modality) {
    const message = `Say at which levels: ${labelOf(modality)} treats a part of the spine, and follow-up images it.`;
    super(message, { errors: [{ pointer: '/levels', message, code: 'levels-missing' }] });
  }
}

/** A treatment carries out what this case's decision in force recommends, or nothing that the board recommended. */
export class NotACurrentRecommendation extends Refusal {
  readonly code = 'not-a-current-recommendation';
  readonly kind = 'conflict';

  constructor() {
    super(
      'This is no recommendation of the decision in force for this case. Name one of those, or leave recommendationId out.',
    );
  }
}

/** A treatment is completed once. */
export class TreatmentAlreadyComplete extends Refusal {
  readonly code = 'treatment-already-complete';
  readonly kind = 'conflict';

  constructor(readonly completedAt: string) {
    super('This treatment is recorded as completed already. Record a further treatment as one of its own.');
  }
}
