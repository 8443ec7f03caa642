import { clockState } from './clock-states.js';

const startedAt = Date.parse('2026-03-02T08:00:00Z');
const dueAt = Date.parse('2026-03-03T08:00:00Z');

describe('an urgency clock', () => {
  it.each([
    { now: dueAt - 1, state: 'running' },
    { now: dueAt, state: 'running' },
    { now: dueAt + 1, state: 'breached' },
  ])('nobody ended is $state at $now', ({ now, state }) => {
    expect(clockState({ startedAt, dueAt }, now)).toBe(state);
  });

  it.each([
    { metAt: dueAt, state: 'met' },
    { metAt: dueAt + 1, state: 'breached' },
  ])('whose event came at $metAt is $state, whenever one looks', ({ metAt, state }) => {
    expect(clockState({ startedAt, dueAt, metAt }, dueAt + 1_000_000)).toBe(state);
  });

  it.each([
    { stoppedAt: dueAt, state: 'stopped' },
    { stoppedAt: dueAt + 1, state: 'breached' },
  ])('stopped with a reason at $stoppedAt is $state: a breach is never undone', ({ stoppedAt, state }) => {
    expect(clockState({ startedAt, dueAt, metAt: null, stoppedAt }, dueAt + 1_000_000)).toBe(state);
  });

  it('without a due time shows its minutes and never breaches', () => {
    expect(clockState({ startedAt, dueAt: null }, dueAt * 2)).toBe('running');
    expect(clockState({ startedAt, dueAt: null, metAt: dueAt * 2 }, dueAt * 2)).toBe('met');
  });
});
