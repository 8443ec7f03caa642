import { Refusal, type FieldError } from './refusal.js';
import { DEFAULT_PANEL_SPECIALTIES, DEFAULT_REQUIRED_SPECIALTIES, type Specialty } from './specialties.js';

/** A board's rule: who signs a decision of the board, who one of the emergency panel, how many dissents may be accepted. */
export interface BoardSignOffRule {
  readonly requiredSpecialties: readonly Specialty[];
  readonly panelSpecialties: readonly Specialty[];
  readonly maxAcceptedDissents: number;
  /** Only a passkey approves a decision of the board; where it is left out, password and code do too. */
  readonly requiresPasskey?: boolean;
}

export const DEFAULT_SIGN_OFF_RULE: BoardSignOffRule = {
  requiredSpecialties: DEFAULT_REQUIRED_SPECIALTIES,
  panelSpecialties: DEFAULT_PANEL_SPECIALTIES,
  maxAcceptedDissents: 1,
};

/** The rule as it applies to one revision: whose part completes it. */
export interface SignOffRule {
  readonly requiredSpecialties: readonly Specialty[];
  readonly maxAcceptedDissents: number;
  readonly requiresPasskey?: boolean;
}

/**
 * The board's rule for a revision. The panel's specialties suffice for a panel decision, and whoever is called at night may have no
 * passkey at hand: it is provisional, so none is required.
 */
export function ruleFor(rule: BoardSignOffRule, revision: { readonly isPanelDecision: boolean }): SignOffRule {
  return {
    requiredSpecialties: revision.isPanelDecision ? rule.panelSpecialties : rule.requiredSpecialties,
    maxAcceptedDissents: rule.maxAcceptedDissents,
    ...(rule.requiresPasskey && !revision.isPanelDecision && { requiresPasskey: true }),
  };
}

/**
 * A rule under which a decision can come in force, and not against everybody.
 * @throws UnsoundSignOffRule naming each fault
 */
export function requireSoundRule(rule: BoardSignOffRule): void {
  const { requiredSpecialties, panelSpecialties, maxAcceptedDissents } = rule;
  const isCount = Number.isInteger(maxAcceptedDissents) && maxAcceptedDissents >= 0;
  const faults = [
    ...faultsOfList('/requiredSpecialties', requiredSpecialties),
    ...faultsOfList('/panelSpecialties', panelSpecialties),
    ...(isCount && maxAcceptedDissents < Math.max(1, requiredSpecialties.length) ? [] : [DISSENT_FAULT]),
  ];
  if (faults.length > 0) throw new UnsoundSignOffRule(faults);
}

/** Nobody could complete this rule, or nobody would have to agree. */
export class UnsoundSignOffRule extends Refusal {
  readonly code = 'unsound-sign-off-rule';
  readonly kind = 'invalid';

  constructor(errors: readonly FieldError[]) {
    super(errors.map(({ message }) => message).join(' '), { errors });
  }
}

const DISSENT_FAULT: FieldError = {
  pointer: '/maxAcceptedDissents',
  message: 'Accept at most as many dissents as leave one specialty to approve.',
  code: 'out-of-range',
};

function faultsOfList(pointer: string, specialties: readonly Specialty[]): readonly FieldError[] {
  if (specialties.length === 0) return [{ pointer, message: 'Name at least one specialty.', code: 'empty' }];
  if (new Set(specialties).size === specialties.length) return [];
  return [{ pointer, message: 'Name each specialty once.', code: 'duplicate' }];
}
