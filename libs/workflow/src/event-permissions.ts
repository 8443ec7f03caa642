import type { CaseEvent } from './case-states.js';
import type { ImagingOrderEvent } from './imaging-order-states.js';
import type { MeetingEvent } from './meeting-states.js';
import type { Permission } from './permissions.js';
import type { RevisionAction } from './revision-states.js';

/** Which permission an event asks for, so that a screen greys out by the tables the server enforces. `null`: only the system. */
export const CASE_EVENT_PERMISSIONS: Readonly<Record<CaseEvent, Permission | null>> = {
  refer: 'case:refer',
  accept: 'case:accept',
  decline: 'case:decline',
  'mark-ready': 'case:ready',
  list: 'agenda:manage',
  defer: 'case:defer',
  'open-item': 'session:open-item',
  propose: 'decision:propose',
  adjourn: 'session:adjourn',
  'return-to-ready': null,
  'decide-urgently': 'decision:propose-urgently',
  'propose-revision': 'decision:propose',
  'sign-off-complete': null,
  relist: 'case:relist',
  'revision-withdrawn': null,
  close: 'case:close',
  reopen: 'case:reopen',
};

export const MEETING_EVENT_PERMISSIONS: Readonly<Record<MeetingEvent, Permission>> = {
  plan: 'meeting:manage',
  'close-agenda': 'meeting:manage',
  start: 'session:start',
  end: 'session:end',
  cancel: 'meeting:manage',
};

export const REVISION_ACTION_PERMISSIONS: Readonly<Record<RevisionAction, Permission>> = {
  sign: 'decision:sign',
  'revoke-signature': 'decision:sign',
  'accept-dissent': 'dissent:accept',
  return: 'decision:return',
  revise: 'decision:revise',
  withdraw: 'decision:withdraw',
  ratify: 'decision:ratify',
  reject: 'decision:ratify',
};

export const IMAGING_EVENT_PERMISSIONS: Readonly<Record<ImagingOrderEvent, Permission | null>> = {
  plan: 'imaging:order',
  book: 'imaging:book',
  miss: null,
  perform: 'imaging:perform',
  report: 'imaging:report',
  acknowledge: 'imaging:acknowledge',
  cancel: 'imaging:cancel',
};
