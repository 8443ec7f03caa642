import { IllegalTransition, destinations, faultsOf, nextState, type TransitionTable } from '../src/transitions.js';

/** A row as the agreement writes it: from, event, where it may lead, who causes it. */
export type ExpectedRow = readonly [from: string | null, event: string, to: readonly string[], who: readonly string[]];

/** Holds a state table against the agreement: each row leads where it says, and every other pair is refused. */
export function describeStateTable<State extends string, Event extends string>(
  table: TransitionTable<State, Event>,
  events: readonly Event[],
  expected: readonly ExpectedRow[],
): void {
  const states: readonly (State | null)[] = [null, ...table.states];
  const refused = states.flatMap((from) =>
    events
      .filter((event) => !expected.some((row) => row[0] === from && row[1] === event))
      .map((event) => ({ from, event })),
  );

  it.each(expected.map(([from, event, to, who]) => ({ from, event, to, who })))(
    'from $from, $event leads to $to, by $who',
    ({ from, event, to, who }) => {
      const row = table.rows.find((candidate) => candidate.event === event && candidate.from.includes(from as State));

      expect(destinations(table, from as State, event as Event)).toEqual(to);
      for (const target of to) expect(nextState(table, from as State, event as Event, target as State)).toBe(target);
      expect(row?.who).toEqual(who);
    },
  );

  it.each(refused)('from $from, $event is refused', ({ from, event }) => {
    expect(() => nextState(table, from, event)).toThrow(IllegalTransition);
  });

  it('reaches every state, and every life can end', () => {
    expect(faultsOf(table)).toEqual([]);
  });
}
