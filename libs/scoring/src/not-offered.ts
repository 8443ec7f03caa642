/** An instrument a reader may look for and not find, with the reason. */
export interface NotOffered {
  readonly id: string;
  readonly name: string;
  readonly isOffered: false;
  readonly reason: string;
}

const UNVERIFIED = 'Its table has not been verified against the published source; wrong points would harm patients.';
const MODEL = 'Its model has not been verified against the published source; wrong coefficients would harm patients.';

/** Known instruments that are not computed until their tables are verified. */
export const NOT_OFFERED: readonly NotOffered[] = [
  notOffered('osri', 'Oswestry Spinal Risk Index (Balain 2013)', UNVERIFIED),
  notOffered('bollen-2014', 'Bollen 2014', UNVERIFIED),
  notOffered('sorg-classic', 'SORG classic score', UNVERIFIED),
  notOffered('sorg-nomogram', 'SORG nomogram', MODEL),
  notOffered('sorg-ml', 'SORG machine-learning model', MODEL),
  notOffered('rades-2008', 'Rades 2008', UNVERIFIED),
  notOffered('prism', 'PRISM', UNVERIFIED),
];

function notOffered(id: string, name: string, reason: string): NotOffered {
  return { id, name, isOffered: false, reason };
}
