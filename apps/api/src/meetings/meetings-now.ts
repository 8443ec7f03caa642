import type { DocumentsNow } from '#database';
import { agendaItemDocument } from './agenda/agenda-item.js';
import { AgendaRepository } from './agenda/agenda.repository.js';
import { holidaysDocument } from './holidays/holidays.js';
import { HolidaysRepository } from './holidays/holidays.repository.js';
import { invitationsDocument } from './invitations/invitation.js';
import { InvitationsRepository } from './invitations/invitations.repository.js';
import { meetingDocument } from './meeting.js';
import { MeetingsRepository } from './meetings.repository.js';
import { seriesDocument } from './series/series.js';
import { SeriesRepository } from './series/series.repository.js';

const meetings = new MeetingsRepository();
const agenda = new AgendaRepository();
const invitations = new InvitationsRepository();
const series = new SeriesRepository();
const holidays = new HolidaysRepository();

/** Meetings as their rows say them now. */
export const meetingsNow: DocumentsNow = async (tx, ids) => {
  const found = await meetings.withIds(tx, ids);
  return found.map((meeting) => ({ id: meeting.id, version: meeting.version, document: meetingDocument(meeting) }));
};

/** Agenda items as their rows say them now. */
export const agendaItemsNow: DocumentsNow = async (tx, ids) => {
  const items = await agenda.withIds(tx, ids);
  return items.map((item) => ({ id: item.id, version: item.version, document: agendaItemDocument(item) }));
};

/** Who is asked to meetings, as the rows say it now. */
export const invitationsNow: DocumentsNow = async (tx, ids) => {
  const lists = await invitations.findAll(tx, ids);
  return lists.map((list) => ({ id: list.meetingId, version: list.version, document: invitationsDocument(list) }));
};

/** Series of meetings as their rows say them now. */
export const seriesNow: DocumentsNow = async (tx, ids) => {
  const found = await series.withIds(tx, ids);
  return found.map((each) => ({ id: each.id, version: each.version, document: seriesDocument(each) }));
};

/** Boards' holidays as their rows say them now. */
export const holidaysNow: DocumentsNow = async (tx, ids) => {
  const found = await holidays.withIds(tx, ids);
  return found.map((each) => ({ id: each.boardId, version: each.version, document: holidaysDocument(each) }));
};
