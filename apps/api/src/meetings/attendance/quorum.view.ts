import { SPECIALTIES, type Specialty } from '#workflow';
import { code, IsCode, IsFlag, IsId, IsInstant, IsListOf } from '../../http/index.js';

export class SpanView {
  @IsInstant({ example: '2026-03-03T14:05:00.000Z' })
  from: string;

  @IsInstant({ example: '2026-03-03T14:14:00.000Z' })
  until: string;
}

export class SpecialtyQuorumView {
  @IsCode(SPECIALTIES, { example: 'spine-surgery' })
  specialty: Specialty;

  @IsFlag({ about: 'Whether it was there all the time.' })
  covered: boolean;

  @IsListOf(() => SpanView, { max: 1_000, about: 'When its members and their deputies were there.' })
  spans: SpanView[];

  @IsListOf(() => SpanView, { max: 1_000, about: 'When it was missing for more than 60 seconds.' })
  gaps: SpanView[];
}

export class ItemQuorumView {
  @IsId()
  itemId: string;

  @IsInstant()
  openedAt: string;

  @IsInstant({ about: 'When the discussion ended; while it lasts, now.', example: '2026-03-02T09:40:00Z' })
  until: string;

  @IsFlag()
  met: boolean;

  @IsListOf(() => SpecialtyQuorumView, { max: SPECIALTIES.length })
  perSpecialty: SpecialtyQuorumView[];

  @IsListOf(code(SPECIALTIES), { max: SPECIALTIES.length, example: ['radiation-oncology'] })
  missing: Specialty[];
}

export class QuorumView {
  @IsId()
  meetingId: string;

  @IsListOf(code(SPECIALTIES), {
    max: SPECIALTIES.length,
    about: 'What the board requires.',
    example: ['spine-surgery'],
  })
  required: Specialty[];

  @IsListOf(code(SPECIALTIES), {
    max: SPECIALTIES.length,
    about: 'Required and not there at this moment, or at the end of the session.',
    example: ['radiation-oncology'],
  })
  missingNow: Specialty[];

  @IsListOf(() => ItemQuorumView, {
    max: 1_000,
    about: 'Each item whose discussion was opened, in the agenda’s order.',
  })
  items: ItemQuorumView[];
}
