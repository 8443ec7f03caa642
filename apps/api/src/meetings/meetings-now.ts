import type { DocumentsNow } from '#database';
import { agendaItemDocument } from './agenda/agenda-item.js';
import { AgendaRepository } from './agenda/agenda.repository.js';
import { meetingDocument } from './meeting.js';
import { MeetingsRepository } from './meetings.repository.js';

const meetings = new MeetingsRepository();
const agenda = new AgendaRepository();

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
