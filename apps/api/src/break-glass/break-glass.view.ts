import { id, IsId, IsInstant, IsListOf } from '../http/index.js';
import type { Grant } from './grant.js';

/** What the holder is told: the same for an identifier that nobody has, with no cases. */
export class BreakGlassView {
  @IsId({ about: 'Under which every access is on record and will be reviewed.' })
  grant: string;

  @IsListOf(id(), { max: 1_000, about: 'The patient’s cases; empty where the identifier is nobody’s.' })
  caseIds: string[];

  @IsInstant({ about: 'When the cases close again: one hour from now.' })
  expiresAt: string;
}

export function toBreakGlassView({ id: grant, caseIds, expiresAt }: Grant): BreakGlassView {
  return { grant, caseIds: [...caseIds], expiresAt };
}
