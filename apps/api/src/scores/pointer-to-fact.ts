import { pointerTo } from '../http/index.js';

/** Where a fact stands in a body: `lesions[0].levels` is `/facts/lesions/0/levels`. */
export function pointerToFact(path: string): string {
  return `/facts/${path.replaceAll(/\[(\d+)\]/g, '.$1').replaceAll('.', '/')}`;
}

/** Where what is uncertain stands in a body, by the path of the fact: `/uncertain/lesions[0].escc`. */
export function pointerToUncertain(path: string): string {
  if (path === 'uncertain') return '/uncertain';
  // A fault of a part of a fact (`patientReported.eq5d.state`) is a fault of the fact.
  const [fact] = /^[^.]+\.[^.]+/.exec(path) ?? [path];
  return pointerTo('/uncertain', fact);
}
