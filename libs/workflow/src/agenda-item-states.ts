import { defineTransitions } from './transitions.js';

export const AGENDA_ITEM_STATES = [
  'waiting',
  'open',
  'decided',
  'adjourned',
  'ratified',
  'rejected',
  'deferred',
  'not-reached',
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
  final: ['decided', 'adjourned', 'ratified', 'rejected', 'deferred', 'not-reached', 'removed'],
  rows: [
    { from: [null], event: 'list', to: 'waiting', who: ['coordinator', 'chair'] },
    { from: ['waiting'], event: 'open', to: 'open', who: ['chair', 'coordinator'], guard: 'no other item is open' },
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
    { from: ['waiting'], event: 'defer', to: 'deferred', who: ['coordinator', 'chair'], guard: 'coded reason' },
    {
      from: ['waiting', 'open'],
      event: 'meeting-over',
      to: 'not-reached',
      who: ['auto'],
      guard: 'meeting ended or cancelled',
    },
    {
      from: ['waiting', 'open'],
      event: 'remove',
      to: 'removed',
      who: ['coordinator', 'chair', 'auto'],
      guard: 'decided urgently, closed, or its decision no longer awaits ratification',
    },
  ],
});
