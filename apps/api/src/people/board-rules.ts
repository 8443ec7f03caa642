import { boardParameters, changeParameters, type ParameterChange } from '#pathway';
import { requireSoundRule, SPECIALTIES, type Specialty } from '#workflow';
import type { Rules, StoredBoard } from './board.js';
import { RulesNotAllowed } from './people.errors.js';

/**
 * The board as it would be under these rules: judged when they are entered, and again when they are confirmed.
 * @throws RulesNotAllowed, UnsoundSignOffRule
 */
export function withRules(board: StoredBoard, rules: Rules): StoredBoard {
  const { parameters: change = {} } = rules;
  const { parameters, findings } = changeParameters(boardParameters(board.ownParameters), change);
  if (findings.length > 0) {
    throw new RulesNotAllowed(
      findings.map(({ code, sentence, pointer }) => ({
        code,
        message: sentence,
        pointer: `/rules/parameters${pointer}`,
      })),
    );
  }
  requireKnownSpecialties(parameters.panelSpecialties);

  const signOffRule = {
    requiredSpecialties: rules.signingSpecialties ?? board.signOffRule.requiredSpecialties,
    maxAcceptedDissents: rules.maxAcceptedDissents ?? board.signOffRule.maxAcceptedDissents,
    ...((rules.requiresPasskey ?? board.signOffRule.requiresPasskey) && { requiresPasskey: true }),
  };
  requireSoundRule({ ...signOffRule, panelSpecialties: parameters.panelSpecialties as Specialty[] });

  return {
    ...board,
    requiredSpecialties: rules.requiredSpecialties ?? board.requiredSpecialties,
    signOffRule,
    ownParameters: merged(board.ownParameters, change),
  };
}

/** The pathway knows no specialties, so the panel's are judged here. */
function requireKnownSpecialties(panel: readonly string[]): void {
  const unknown = panel.filter((specialty) => !(SPECIALTIES as readonly string[]).includes(specialty));
  if (unknown.length === 0) return;
  const message = `There is no specialty ${unknown.join(' or ')}: see the list of specialties.`;
  throw new RulesNotAllowed([{ pointer: '/rules/parameters/panelSpecialties', message, code: 'unknown-specialty' }]);
}

/** Null takes a value away, so that its default holds again. */
function merged(own: ParameterChange, change: ParameterChange): ParameterChange {
  const result: Record<string, unknown> = { ...own };
  for (const [name, value] of Object.entries(change)) {
    if (value === null) delete result[name];
    else if (typeof value === 'object' && !Array.isArray(value)) {
      result[name] = merged((result[name] ?? {}) as ParameterChange, value as ParameterChange);
    } else result[name] = value;
  }
  return result;
}
