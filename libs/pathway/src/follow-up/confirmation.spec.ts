import { needsConfirmation, type ReportedResult } from './confirmation.js';

const growth: ReportedResult = {
  result: 'progression',
  performedOn: '2026-06-15',
  sbrtCompletedOn: '2026-01-31',
  isSmallGrowth: true,
};

describe('a progression after SBRT', () => {
  it.each([
    ['2026-04-29', false],
    ['2026-04-30', true],
    ['2026-07-31', true],
    ['2026-08-01', false],
  ])('seen on %s, after SBRT completed on 31 January, asks for confirmation: %p', (performedOn, expected) => {
    expect(needsConfirmation({ ...growth, performedOn })).toBe(expected);
  });

  it.each<[string, Partial<ReportedResult>]>([
    ['it is not small', { isSmallGrowth: false }],
    ['nobody called it small', { isSmallGrowth: undefined }],
    ['it is not the first growth', { hasGrownBefore: true }],
    ['no SBRT was given', { sbrtCompletedOn: undefined }],
    ['the result is stable', { result: 'stable' }],
  ])('is taken as it is when %s', (_, part) => {
    expect(needsConfirmation({ ...growth, ...part })).toBe(false);
  });
});
