import { Fault } from '../fault.js';
import { readCanonical, type Members } from '../json/members.js';

export const MANIFEST = 'manifest.json';
const FORMAT = 'consilium-export/v1';

/** What of the log a bundle holds. */
export type Scope =
  | { readonly kind: 'organisation' }
  | { readonly kind: 'period'; readonly from: number; readonly to: number }
  | { readonly kind: 'case'; readonly caseId: string };

/** What a bundle says of itself. */
export interface Manifest {
  readonly scope: Scope;
  readonly origin: string;
  readonly organisation: string;
  readonly size: number;
}

/** @throws Fault where it is none, or of a format that this program does not know */
export function readManifest(bytes: Buffer): Manifest {
  if (bytes.at(-1) !== 0x0a) throw new Fault(MANIFEST, 'It does not end with a line feed: it was cut.');
  const members = readCanonical(bytes.subarray(0, -1), MANIFEST);
  const format = members.text('format');
  if (format !== FORMAT) throw new Fault(MANIFEST, `Its format is ${format}; this program knows ${FORMAT}.`);

  const [origin, organisation, size] = [members.text('origin'), members.text('organisation'), members.number('size')];
  if (!origin.endsWith(`/${organisation}`))
    throw new Fault(MANIFEST, `The log ${origin} is not of the organisation ${organisation}.`);
  return { scope: scopeIn(members, size), origin, organisation, size };
}

function scopeIn(members: Members, size: number): Scope {
  const kind = members.text('scope');
  switch (kind) {
    case 'organisation':
      return { kind };
    case 'case':
      return { kind, caseId: members.text('case') };
    case 'period': {
      const period = members.members('period');
      const [from, to] = [period.number('from'), period.number('to')];
      if (from < 0 || to < from || to > size)
        throw new Fault(MANIFEST, `A log of ${size} has no period from ${from} to ${to}.`);
      return { kind, from, to };
    }
    default:
      throw new Fault(MANIFEST, `Its scope is ${kind}, which this program does not know.`);
  }
}
