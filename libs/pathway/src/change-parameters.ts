import type { Finding } from './finding.js';
import { PARAMETER_DEFINITIONS } from './parameter-definitions.js';
import { DEFAULT_PARAMETERS, type PathwayParameters } from './parameters.js';

const DEFINITION_AT = new Map(PARAMETER_DEFINITIONS.map((definition) => [definition.pointer, definition]));

/** A change as it arrives: any part of `PathwayParameters`, not yet trusted. `null` for a rule restores its default. */
export type ParameterChange = Readonly<Record<string, unknown>>;

/**
 * Judges a board's change and applies it to a copy. With findings the parameters come back untouched:
 * a change counts as a whole or not at all.
 */
export function changeParameters(
  current: PathwayParameters,
  change: ParameterChange,
): { parameters: PathwayParameters; findings: Finding[] } {
  const leaves = leavesOf(change);
  if (leaves.length === 0) return { parameters: current, findings: [] };

  const refused = leaves.flatMap(([pointer, value]) => findingAt(pointer, value));
  if (refused.length > 0) return { parameters: current, findings: refused };

  const parameters = structuredClone(current);
  for (const [pointer, value] of leaves) setAt(parameters, pointer, value);

  const findings = disorders(parameters);
  return { parameters: findings.length > 0 ? current : parameters, findings };
}

/**
 * The parameters a board runs with: the defaults, and what it has stored that differs.
 * @throws Error when what is stored was never allowed: a defect, since a change is judged before it is stored
 */
export function boardParameters(stored: ParameterChange): PathwayParameters {
  const { parameters, findings } = changeParameters(DEFAULT_PARAMETERS, stored);
  if (findings.length > 0) {
    throw new Error(`The parameters stored for a board are not allowed: ${JSON.stringify(findings)}`);
  }
  return parameters;
}

function findingAt(pointer: string, value: unknown): Finding[] {
  const definition = DEFINITION_AT.get(pointer);

  if (!definition) {
    return [
      {
        code: 'unknown-parameter',
        sentence: 'The pathway has no such parameter: see the list of parameters.',
        pointer,
      },
    ];
  }
  if (!definition.allows(value)) {
    return [{ code: 'parameter-not-allowed', sentence: `Enter ${definition.allowed}.`, pointer }];
  }
  return [];
}

/** What each value allows alone may still contradict its neighbour. */
function disorders({ followUp }: PathwayParameters): Finding[] {
  const findings: Finding[] = [];
  const { high, intermediate, low, stable } = followUp.caps;

  if (followUp.minimumWeeks > followUp.maximumWeeks) {
    findings.push({
      code: 'interval-bounds-reversed',
      sentence: 'The shortest routine interval cannot be longer than the longest.',
      pointer: '/followUp/minimumWeeks',
    });
  } else if (followUp.minimumWeeks > high) {
    findings.push({
      code: 'cap-below-minimum',
      sentence:
        'The shortest routine interval cannot be longer than the longest that a high risk allows: lower it, or raise the caps.',
      pointer: '/followUp/minimumWeeks',
    });
  }
  if (!(high <= intermediate && intermediate <= low && low <= stable)) {
    findings.push({
      code: 'caps-out-of-order',
      sentence:
        'A higher risk cannot be seen less often than a lower one: order the caps high, intermediate, low, stable.',
      pointer: '/followUp/caps',
    });
  }
  return findings;
}

function leavesOf(value: unknown, pointer = ''): [pointer: string, value: unknown][] {
  const isInner = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isInner) return [[pointer, value]];

  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, `${pointer}/${key}`));
}

/** Only reached with pointers of known parameters, so every step but the last exists. */
function setAt(parameters: PathwayParameters, pointer: string, value: unknown): void {
  const steps = pointer.slice(1).split('/');
  const last = steps.pop()!;
  const parent = steps.reduce(
    (node, step) => node[step] as Record<string, unknown>,
    parameters as unknown as Record<string, unknown>,
  );

  if (value === null) delete parent[last];
  else parent[last] = value;
}
