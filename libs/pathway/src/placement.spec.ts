import type { VertebralLevel } from '#scoring';
import type { Modality } from './modalities.js';
import { mayFollow, overlap, reaches } from './placement.js';

const at = (modality: Modality, ...levels: VertebralLevel[]) => ({ modality, levels });

describe('where a recommendation acts', () => {
  it('is the whole case when it names no level', () => {
    expect(reaches({ modality: 'cebrt' }, ['T8'])).toBe(true);
    expect(reaches(at('cebrt'), ['T8'])).toBe(true);
    expect(overlap(at('cebrt', 'L3'), { modality: 'open-stabilisation' })).toBe(true);
  });

  it('is every level between the ends of a construct, in whichever order they are given', () => {
    expect(reaches(at('open-stabilisation', 'T6', 'T10'), ['T8'])).toBe(true);
    expect(reaches(at('open-stabilisation', 'T10', 'T6'), ['T8'])).toBe(true);
    expect(reaches(at('open-stabilisation', 'T6', 'T10'), ['T11'])).toBe(false);
  });

  it('is only the named levels of anything but surgery', () => {
    expect(reaches(at('cebrt', 'T6', 'T10'), ['T8'])).toBe(false);
    expect(reaches(at('cebrt', 'T6', 'T10'), ['T10', 'T11'])).toBe(true);
  });

  it('is shared by two recommendations with a level in common', () => {
    expect(overlap(at('sbrt', 'T8'), at('separation-surgery', 'T7', 'T9'))).toBe(true);
    expect(overlap(at('sbrt', 'L3'), at('separation-surgery', 'T7', 'T9'))).toBe(false);
  });
});

describe('the order of two recommendations', () => {
  it.each([
    [{ sequence: 2, dueOn: '2026-03-01' }, { sequence: 1, dueOn: '2026-03-09' }, true],
    [{ sequence: 1, dueOn: '2026-03-09' }, { sequence: 2, dueOn: '2026-03-01' }, false],
    [{ sequence: 1, dueOn: '2026-03-09' }, { sequence: 1, dueOn: '2026-03-01' }, true],
    [{ sequence: 2, dueOn: '2026-03-01' }, { dueOn: '2026-03-09' }, false],
    [{ dueOn: '2026-03-10' }, { sequence: 1, dueOn: '2026-03-09' }, true],
    [{ dueOn: '2026-03-09' }, { dueOn: '2026-03-09' }, true],
    [{ dueOn: '2026-03-08' }, { dueOn: '2026-03-09' }, false],
  ])('%p may follow %p: %p', (later, earlier, expected) => {
    expect(mayFollow(later, earlier)).toBe(expected);
  });
});
