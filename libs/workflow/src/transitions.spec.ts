import {
  DestinationNotOffered,
  IllegalTransition,
  defineTransitions,
  destinations,
  eventsFrom,
  faultsOf,
  isPossible,
  nextState,
  type TransitionTable,
} from './transitions.js';

type LetterState = 'draft' | 'sent' | 'answered' | 'filed';
type LetterEvent = 'write' | 'edit' | 'send' | 'answer' | 'file' | 'expire';

const LETTER = defineTransitions<LetterState, LetterEvent, 'clerk'>({
  subject: 'letter',
  states: ['draft', 'sent', 'answered', 'filed'],
  final: ['filed'],
  rows: [
    { from: [null], event: 'write', to: 'draft', who: ['clerk'] },
    { from: ['draft'], event: 'edit', to: 'unchanged', who: ['clerk'] },
    { from: ['draft'], event: 'send', to: 'sent', who: ['clerk'] },
    { from: ['sent'], event: 'answer', to: ['answered', 'draft'], who: ['clerk'] },
    { from: ['sent'], event: 'expire', to: 'filed', who: ['auto'] },
    { from: ['answered'], event: 'file', to: 'filed', who: ['clerk'] },
  ],
});

describe('a state table', () => {
  it('begins a life, moves it on, and leaves it where an event changes nothing', () => {
    expect(nextState(LETTER, null, 'write')).toBe('draft');
    expect(nextState(LETTER, 'draft', 'send')).toBe('sent');
    expect(nextState(LETTER, 'draft', 'edit')).toBe('draft');
  });

  it('takes the destination from the event where it leaves a choice', () => {
    expect(nextState(LETTER, 'sent', 'answer', 'answered')).toBe('answered');
    expect(nextState(LETTER, 'sent', 'answer', 'draft')).toBe('draft');
    expect(destinations(LETTER, 'sent', 'answer')).toEqual(['answered', 'draft']);
  });

  it('asks for a destination that was not named, and for another than one it does not offer', () => {
    expect(() => nextState(LETTER, 'sent', 'answer')).toThrow(
      'Say where “answer” leads; it can lead to: answered and draft.',
    );
    expect(() => nextState(LETTER, 'sent', 'answer', 'filed')).toThrow(DestinationNotOffered);
    expect(() => nextState(LETTER, 'draft', 'send', 'filed')).toThrow(DestinationNotOffered);
  });

  it('lets an event without choice repeat what the table says', () => {
    expect(nextState(LETTER, 'draft', 'send', 'sent')).toBe('sent');
  });

  it('names the state, the event and what is possible now when it refuses, leaving out what only the system does', () => {
    const refusal = new IllegalTransition('letter', 'sent', 'file', ['answer']);

    expect(() => nextState(LETTER, 'sent', 'file')).toThrow(refusal);
    expect(refusal.message).toBe('This letter is sent, so “file” is not possible. Possible now: answer.');
    expect(refusal.kind).toBe('conflict');
    expect(refusal.fields).toEqual({ subject: 'letter', from: 'sent', event: 'file', possible: ['answer'] });
  });

  it('says so when nothing is left to do, and when there is nothing yet', () => {
    expect(() => nextState(LETTER, 'filed', 'send')).toThrow(
      'This letter is filed, so “send” is not possible. Nothing more can be done with it.',
    );
    expect(() => nextState(LETTER, null, 'send')).toThrow(
      'There is no letter yet, so “send” is not possible. Possible now: write.',
    );
  });

  it('lists the events of a state, automatic ones included', () => {
    expect(eventsFrom(LETTER, 'sent')).toEqual(['answer', 'expire']);
    expect(eventsFrom(LETTER, 'filed')).toEqual([]);
  });

  it('answers whether an event is possible, and offers no destination where it is not', () => {
    expect(isPossible(LETTER, 'draft', 'send')).toBe(true);
    expect(isPossible(LETTER, 'filed', 'send')).toBe(false);
    expect(destinations(LETTER, 'filed', 'send')).toEqual([]);
  });

  it('cannot be defined with two answers to the same event in the same state', () => {
    const twice: TransitionTable<'on' | 'off', 'press'> = {
      subject: 'lamp',
      states: ['on', 'off'],
      final: ['off'],
      rows: [
        { from: ['off', 'on'], event: 'press', to: 'on', who: [] },
        { from: ['on'], event: 'press', to: 'off', who: [] },
      ],
    };

    expect(() => defineTransitions(twice)).toThrow('The table of lamp answers twice for on on press.');
  });

  it('is sound when every state is reached and every life can end', () => {
    expect(faultsOf(LETTER)).toEqual([]);
  });

  it('names the states that nothing reaches and those that never end', () => {
    const leaky: TransitionTable<'a' | 'b' | 'c' | 'd', 'go' | 'stay'> = {
      subject: 'maze',
      states: ['a', 'b', 'c', 'd'],
      final: ['b'],
      rows: [
        { from: [null], event: 'go', to: ['a', 'd'], who: [] },
        { from: [null], event: 'stay', to: 'unchanged', who: [] },
        { from: ['a', 'c'], event: 'go', to: 'b', who: [] },
      ],
    };

    expect(faultsOf(leaky)).toEqual(['c is never reached', 'd can never end']);
  });
});
