import { addDays, addHours, addMonths, dayOf, daysBetween, hoursBetween, startOfDay } from './calendar.js';

describe('the calendar of the board', () => {
  it.each([
    ['2026-03-02', '2026-03-02', 0],
    ['2026-03-28', '2026-03-30', 2], // the night clocks change in Europe
    ['2024-02-28', '2024-03-01', 2],
    ['2026-03-02', '2026-03-01', -1],
  ])('counts the days from %s to %s as %i', (from, to, days) => {
    expect(daysBetween(from, to)).toBe(days);
  });

  it.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-03-01', -1, '2026-02-28'],
  ])('adds to %s %i days and reaches %s', (date, days, expected) => {
    expect(addDays(date, days)).toBe(expected);
  });

  it('adds months by the calendar and stops at the last day of a shorter month', () => {
    expect(addMonths('2026-08-31', 6)).toBe('2027-02-28');
    expect(addMonths('2026-01-15', 3)).toBe('2026-04-15');
  });

  it('counts elapsed hours through a change of clocks', () => {
    expect(addHours('2026-03-28T22:00:00.000Z', 24)).toBe('2026-03-29T22:00:00.000Z');
    expect(hoursBetween('2026-03-28T22:00:00Z', '2026-03-29T22:30:00Z')).toBe(24.5);
  });

  it.each([
    ['Europe/Amsterdam', '2026-03-03'],
    ['America/New_York', '2026-03-02'],
    ['Asia/Kathmandu', '2026-03-03'],
    ['UTC', '2026-03-02'],
  ])('says which day it is in %s half an hour before midnight UTC', (timeZone, day) => {
    expect(dayOf('2026-03-02T23:30:00Z', timeZone)).toBe(day);
  });

  it.each([
    ['2026-03-29', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', '2026-03-29T22:00:00.000Z'],
  ])('begins %s in Amsterdam at %s, an hour earlier once the clocks have changed', (date, instant) => {
    expect(startOfDay(date, 'Europe/Amsterdam')).toBe(instant);
  });
});
