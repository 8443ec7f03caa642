import { defineTransitions } from './transitions.js';

export const AGENDA_ITEM_STATES = [
  'listed',
  'open',
  'decided',
  'adjourned',
  'ratified',
  'rejected',
  'deferred',
  'returned',
  'removed',
] as const;
export type AgendaItemState = (typeof AGENDA_ITEM_STATES)[number];

export type AgendaItemEvent =
  'list' | 'open' | 'decide' | 'adjourn' | 'ratify' | 'reject' | 'defer' | 'meeting-over' | 'remove';
export type AgendaItemParty = 'coordinator' | 'chair' | 'chair-of-meeting';

/**
 * The life of a case's place on one agenda; the case has its own table. An open item is what quorum is measured on,
 * and what unblinds its preliminary plans.
 */
export const AGENDA_ITEM_TRANSITIONS = defineTransitions<AgendaItemState, AgendaItemEvent, AgendaItemParty>({
  subject: 'agenda item',
  states: AGENDA_ITEM_STATES,
  final: ['decided', 'adjourned', 'ratified', 'rejected', 'deferred', 'returned', 'removed'],
  rows: [
    { from: [null], event: 'list', to: 'listed', who: ['coordinator', 'chair'] },
    { from: ['listed'], event: 'open', to: 'open', who: ['chair', 'coordinator'], guard: 'no other item is open' },
    { from: ['open'], event: 'decide', to: 'decided', who: ['chair-of-meeting'], guard: 'an item for discussion' },
    { from: ['open'], event: 'adjourn', to: 'adjourned', who: ['chair'], guard: 'coded reason' },
    {
      from: ['open'],
      event: 'ratify',
      to: 'ratified',
      who: ['chair-of-meeting'],
      guard: 'an item for ratification; quorum',
    },
    {
      from: ['open'],
      event: 'reject',
      to: 'rejected',
      who: ['chair-of-meeting'],
      guard: 'an item for ratification; reason',
    },
    { from: ['listed'], event: 'defer', to: 'deferred', who: ['coordinator', 'chair'], guard: 'coded reason' },
    {
      from: ['listed', 'open'],
      event: 'meeting-over',
      to: 'returned',
      who: ['auto'],
      guard: 'meeting ended or cancelled',
    },
    {
      from: ['listed', 'open'],
      event: 'remove',
      to: 'removed',
      who: ['coordinator', 'chair', 'auto'],
      guard: 'decided urgently, closed, or its decision no longer awaits ratification',
    },
  ],
});
