import type { NeurologyFacts } from '#scoring';
import { deficits, newDeficits } from './neurology.js';

const words = (found: { words: string }[]) => found.map(({ words }) => words);

describe('a neurological deficit', () => {
  it.each<[NeurologyFacts | undefined, string[]]>([
    [undefined, []],
    [{ frankel: 'E', ais: 'E', myelopathy: false, bladder: 'normal', bowel: 'normal' }, []],
    [{ frankel: 'D' }, ['Frankel D']],
    [{ ais: 'A' }, ['AIS A']],
    [{ motorDeficitSince: '2026-03-01' }, ['motor deficit since 2026-03-01']],
    [{ myelopathy: true }, ['myelopathy']],
    [{ bladder: 'impaired' }, ['bladder impaired']],
    [{ bowel: 'impaired' }, ['bowel impaired']],
    [{ radiculopathy: true, ambulation: 'not-ambulatory' }, []],
  ])('of %p is %p', (neurology, expected) => {
    expect(words(deficits(neurology))).toEqual(expected);
  });

  it.each<[string, NeurologyFacts | undefined, NeurologyFacts | undefined, string[]]>([
    ['nothing known, nothing found', undefined, undefined, []],
    ['normal, then Frankel D', { frankel: 'E' }, { frankel: 'D' }, ['Frankel D']],
    ['Frankel D, then C', { frankel: 'D' }, { frankel: 'C' }, ['Frankel D became C']],
    ['Frankel C, then D', { frankel: 'C' }, { frankel: 'D' }, []],
    ['AIS D, then B', { ais: 'D' }, { ais: 'B' }, ['AIS D became B']],
    ['Frankel D, then AIS C: two scales are not compared', { frankel: 'D' }, { ais: 'C' }, []],
    ['the same deficit', { frankel: 'D', bladder: 'impaired' }, { frankel: 'D', bladder: 'impaired' }, []],
    ['bladder as well', { frankel: 'D' }, { frankel: 'D', bladder: 'impaired' }, ['bladder impaired']],
    ['a later motor onset', { motorDeficitSince: '2026-03-01' }, { motorDeficitSince: '2026-03-09' }, ['another motor deficit since 2026-03-09']],
    ['the same motor onset', { motorDeficitSince: '2026-03-01' }, { motorDeficitSince: '2026-03-01' }, []],
    ['recovered', { frankel: 'C' }, { frankel: 'E' }, []],
  ])('is new where it was %s', (_, before, now, expected) => {
    expect(words(newDeficits(before, now))).toEqual(expected);
  }); // prettier-ignore
});
