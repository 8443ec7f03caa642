import { CHECK_IDS, SEVERITIES, type CheckFinding, type CheckId, type Severity } from '#pathway';
import { code, IsCode, IsFlag, IsId, IsInstant, IsListOf, IsPart, IsText, text } from '../../http/index.js';
import { OverrideView } from '../decision.view.js';
import type { FrozenOverride } from '../frozen.js';

export class CheckFindingView {
  @IsCode(CHECK_IDS, { example: 'life-expectancy-short' })
  id: CheckId;

  @IsCode(SEVERITIES, { about: 'A blocker keeps the decision from being proposed until the chair overrides it.' })
  severity: Severity;

  @IsText({ max: 1_000, example: 'Surgery beyond percutaneous is recommended and only a short survival is expected.' })
  sentence: string;

  @IsText({ max: 1_000, example: 'Laufer I et al. The NOMS framework. Oncologist 2013;18(6):744-751' })
  source: string;

  @IsListOf(text({ max: 1_000, example: 'tokuhashi-2005 expects survival under 6 months' }), { max: 100 })
  because: readonly string[];

  @IsPart(() => OverrideView, { nullable: true })
  override: OverrideView | null;
}

/** What the checks say about a decision. */
export class ChecksView {
  @IsId()
  decisionId: string;

  @IsFlag({ about: 'Frozen with the revision when it was proposed; of a draft they are judged now.' })
  isFrozen: boolean;

  @IsInstant()
  judgedAt: string;

  @IsListOf(() => CheckFindingView, { max: CHECK_IDS.length })
  findings: readonly CheckFindingView[];

  @IsListOf(code(CHECK_IDS), { max: CHECK_IDS.length, about: 'The blockers that nobody has overridden.' })
  standing: readonly CheckId[];
}

/** The findings, each with the reason that answers it. */
export function toChecksView(
  { id, judgedAt, isFrozen }: { id: string; judgedAt: string; isFrozen: boolean },
  findings: readonly CheckFinding[],
  overrides: readonly FrozenOverride[],
): ChecksView {
  const answered = findings.map(({ id: check, severity, sentence, source, because }) => {
    const override = overrides.find((given) => given.check === check) ?? null;
    return { id: check, severity, sentence, source, because, override };
  });
  const standing = answered.filter(({ severity, override }) => severity === 'blocker' && override === null);
  return { decisionId: id, isFrozen, judgedAt, findings: answered, standing: standing.map(({ id: check }) => check) };
}
