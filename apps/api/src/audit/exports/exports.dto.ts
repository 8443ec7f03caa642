import { InvalidBody, IsCode, IsId, IsInstant } from '../../http/index.js';
import { EXPORT_SCOPES, type Export, type ExportScope } from './export.js';

export class ExportIdParam {
  @IsId()
  exportId: string;
}

export class AskExportDto {
  @IsCode(EXPORT_SCOPES, { about: 'A case for its board’s chair and for auditors; the others for auditors.' })
  scope: ExportScope;

  @IsId({ optional: true, about: 'Of a case: which one.' })
  caseId?: string;

  @IsInstant({ optional: true, about: 'Of a period: what was signed for behind this instant.' })
  since?: string;

  @IsInstant({ optional: true, about: 'Of a period: and at or before this one.' })
  until?: string;
}

/** One request for each scope: a request with everything would be none. */
export const EXPORT_EXAMPLES = {
  case: { value: { scope: 'case', caseId: '0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07' } },
  period: { value: { scope: 'period', since: '2026-03-01T00:00:00Z', until: '2026-04-01T00:00:00Z' } },
  organisation: { value: { scope: 'organisation' } },
};

/** What was asked for, each scope with what it needs and nothing else. @throws InvalidBody */
export function wishOf({
  scope,
  caseId,
  since,
  until,
}: AskExportDto): Pick<Export, 'scope' | 'caseId' | 'since' | 'until'> {
  const needs = { caseId: scope === 'case', since: scope === 'period', until: scope === 'period' };
  const given = { caseId, since, until };
  const errors = (Object.keys(needs) as (keyof typeof needs)[]).flatMap((name) => {
    if (needs[name] === (given[name] !== undefined)) return [];
    const message = needs[name] ? `An export of a ${scope} needs it.` : `An export of the scope ${scope} has none.`;
    return [{ pointer: `/${name}`, message, code: needs[name] ? 'required' : 'unexpected' }];
  });
  if (since !== undefined && until !== undefined && Date.parse(since) >= Date.parse(until)) {
    errors.push({ pointer: '/until', message: 'The period ends before it begins.', code: 'not-after-since' });
  }
  if (errors.length > 0) throw new InvalidBody(errors);

  return { scope, caseId: caseId ?? null, since: instantOrNull(since), until: instantOrNull(until) };
}

function instantOrNull(text: string | undefined): string | null {
  return text === undefined ? null : new Date(text).toISOString();
}
