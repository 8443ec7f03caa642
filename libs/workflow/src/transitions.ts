import { Refusal } from './refusal.js';
import { inWords, joinInSentence } from './sentences.js';

/**
 * One row of a state table. `from: null` is the beginning of a life. `to` is one state, `'unchanged'`, or several of
 * which the event names one. `who` lists the parties that may cause it; a row that only `auto` causes happens within
 * another act and is never offered. `guard` is for the reader: what else must hold, checked by the act.
 */
export interface Transition<State extends string, Event extends string, Party extends string> {
  readonly from: readonly (State | null)[];
  readonly event: Event;
  readonly to: State | 'unchanged' | readonly State[];
  readonly who: readonly (Party | 'auto')[];
  readonly guard?: string;
}

export interface TransitionTable<State extends string, Event extends string, Party extends string = string> {
  /** What moves, as a sentence names it: "case", "imaging order". */
  readonly subject: string;
  readonly states: readonly State[];
  /** Where a life may end. */
  readonly final: readonly State[];
  readonly rows: readonly Transition<State, Event, Party>[];
}

/** Takes a state table as written. Two rows that answer the same event in the same state are a defect of the table. */
export function defineTransitions<State extends string, Event extends string, Party extends string>(
  table: TransitionTable<State, Event, Party>,
): TransitionTable<State, Event, Party> {
  const pairs = table.rows.flatMap((row) => row.from.map((from) => `${from} on ${row.event}`));
  const twice = pairs.find((pair, index) => pairs.indexOf(pair) !== index);
  if (twice) throw new Error(`The table of ${table.subject} answers twice for ${twice}.`);
  return table;
}

/**
 * The state after an event. Where the table leaves a choice, `destination` names it; where it does not, a destination
 * may only repeat what the table says.
 * @throws IllegalTransition when the table has no such row
 * @throws DestinationNotOffered when the event needs a destination and was given none, or another than it offers
 */
export function nextState<State extends string, Event extends string>(
  table: TransitionTable<State, Event>,
  from: State | null,
  event: Event,
  destination?: State,
): State {
  const row = rowFor(table, from, event);
  if (!row) throw new IllegalTransition(table.subject, from, event, possibleNow(table, from));

  const offered = targets(row, from);
  const target = destination ?? (offered.length === 1 ? offered[0] : undefined);
  if (target === undefined || !offered.includes(target)) throw new DestinationNotOffered(event, offered);
  return target;
}

/** Every event the table has for this state, automatic ones included. */
export function eventsFrom<State extends string, Event extends string>(
  table: TransitionTable<State, Event>,
  from: State | null,
): readonly Event[] {
  return table.rows.filter((row) => row.from.includes(from)).map((row) => row.event);
}

/** Whether the table has a row for this event in this state. */
export function isPossible<State extends string, Event extends string>(
  table: TransitionTable<State, Event>,
  from: State | null,
  event: Event,
): boolean {
  return rowFor(table, from, event) !== undefined;
}

/** Where an event may lead from a state; empty when it may not happen there. */
export function destinations<State extends string, Event extends string>(
  table: TransitionTable<State, Event>,
  from: State | null,
  event: Event,
): readonly State[] {
  const row = rowFor(table, from, event);
  return row ? targets(row, from) : [];
}

/** What is wrong with a table: states that nothing reaches, and states from which no life can end. Empty when sound. */
export function faultsOf<State extends string, Event extends string>(table: TransitionTable<State, Event>): string[] {
  const steps = table.rows.flatMap((row) =>
    row.from.flatMap((from) => targets(row, from).map((to) => ({ from: from, to }))),
  );
  const reached = closure<State | null>([null], (state) => steps.filter((s) => s.from === state).map((s) => s.to));
  const ending = closure<State | null>(table.final, (state) => steps.filter((s) => s.to === state).map((s) => s.from));

  return [
    ...table.states.filter((state) => !reached.has(state)).map((state) => `${state} is never reached`),
    ...table.states.filter((state) => !ending.has(state)).map((state) => `${state} can never end`),
  ];
}

/** The event does not exist in this state. Says which state it is, and what can be done now. */
export class IllegalTransition extends Refusal {
  readonly code = 'illegal-transition';
  readonly kind = 'conflict';

  constructor(
    readonly subject: string,
    readonly from: string | null,
    readonly event: string,
    readonly possible: readonly string[],
  ) {
    const now = from === null ? `There is no ${subject} yet` : `This ${subject} is ${inWords(from)}`;
    const instead =
      possible.length === 0
        ? 'Nothing more can be done with it.'
        : `Possible now: ${joinInSentence(possible.map(inWords))}.`;
    super(`${now}, so “${inWords(event)}” is not possible. ${instead}`);
  }
}

/** The event leads to one of several states, and the request did not name one of them. */
export class DestinationNotOffered extends Refusal {
  readonly code = 'destination-not-offered';
  readonly kind = 'invalid';

  constructor(
    readonly event: string,
    readonly offered: readonly string[],
  ) {
    super(`Say where “${inWords(event)}” leads; it can lead to: ${joinInSentence(offered.map(inWords))}.`);
  }
}

function rowFor<State extends string, Event extends string>(
  table: TransitionTable<State, Event>,
  from: State | null,
  event: Event,
) {
  return table.rows.find((row) => row.event === event && row.from.includes(from));
}

function targets<State extends string>(row: Transition<State, string, string>, from: State | null): readonly State[] {
  if (Array.isArray(row.to)) return row.to;
  if (row.to !== 'unchanged') return [row.to as State];
  return from === null ? [] : [from];
}

function possibleNow<State extends string, Event extends string>(
  table: TransitionTable<State, Event>,
  from: State | null,
): readonly Event[] {
  return table.rows
    .filter((row) => row.from.includes(from) && row.who.some((party) => party !== 'auto'))
    .map((row) => row.event);
}

function closure<Node>(start: readonly Node[], next: (node: Node) => readonly Node[]): ReadonlySet<Node> {
  const seen = new Set<Node>(start);
  for (const node of seen) for (const found of next(node)) seen.add(found);
  return seen;
}
