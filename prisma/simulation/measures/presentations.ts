import type { Client } from 'pg';
import { quorum, type AttendanceMark, type Specialty } from '#workflow';
import { FROZEN, percent, share, spread, type Formula, type Measure } from './formula.js';

const PRESENTED = `i.purpose = 'discussion' AND i.opened_at IS NOT NULL`;
const ITEMS = `clinical.agenda_item i JOIN clinical.meeting m ON m.organisation_id = i.organisation_id AND m.id = i.meeting_id`;
const PRESENTATIONS = `${ITEMS} WHERE ${PRESENTED}`;
const HELD = `clinical.meeting m JOIN people.board b ON b.organisation_id = m.organisation_id AND b.id = m.board_id`;
const SETTLED = `i.purpose = 'discussion' AND i.state <> 'listed'`;
const PUT_OFF = `i.state IN ('deferred', 'adjourned')`;
const WAS_PRESENTED = `EXISTS (SELECT FROM clinical.agenda_item i WHERE i.organisation_id = c.organisation_id AND i.case_id = c.id AND ${PRESENTED})`;

/** Whether what was presented was presented in time, completely, and before everybody who is needed. */
export const PRESENTATION_FORMULAS: readonly Formula[] = [
  share('Prospective presentations', {
    // A treatment that the board recommended leaves what comes after it open.
    part: `NOT EXISTS (SELECT FROM clinical.treatment t WHERE t.organisation_id = i.organisation_id AND t.case_id = i.case_id
      AND t.recommendation_id IS NULL AND t.started_at < i.opened_at)`,
    of: PRESENTATIONS,
    reference: 'CoC Standard 2.5: at least 80 %',
  }),
  share('Coverage: presented of those referred', {
    part: WAS_PRESENTED,
    of: 'clinical.board_case c',
    reference: 'CoC 2.5: at least 15 %',
  }),
  share('Attendance', {
    part: `EXISTS (SELECT FROM clinical.attendance_mark a WHERE a.organisation_id = m.organisation_id AND a.meeting_id = m.id
      AND a.specialty = s AND a.kind = 'joined'
      AND NOT EXISTS (SELECT FROM clinical.attendance_mark x WHERE x.organisation_id = a.organisation_id AND x.corrects_id = a.id))`,
    of: `${HELD} CROSS JOIN unnest(b.required_specialties) s WHERE m.state = 'closed'`,
    by: 's',
  }),
  caseQuorum,
  share('Complete when decided', {
    part: `(${FROZEN}->'evidence'->'readiness'->>'ready')::boolean`,
    of: `clinical.decision_revision r WHERE r.agenda_item_id IS NOT NULL`,
  }),
  share('Deferred or adjourned of listed', {
    part: PUT_OFF,
    of: `${ITEMS} WHERE ${SETTLED}`,
    reference: 'a digital board cut postponement from 23 % to 10 %',
  }),
  share('Deferred or adjourned of listed, because of', {
    part: `${PUT_OFF} AND i.reason_code = k`,
    of: `${ITEMS} CROSS JOIN (SELECT DISTINCT reason_code FROM clinical.agenda_item i WHERE ${PUT_OFF}) d (k) WHERE ${SETTLED}`,
    by: 'k',
  }),
  share('Discussed again within 90 days', {
    part: `EXISTS (SELECT FROM clinical.agenda_item i JOIN clinical.agenda_item j ON j.organisation_id = i.organisation_id AND j.case_id = i.case_id
      WHERE i.organisation_id = c.organisation_id AND i.case_id = c.id AND ${PRESENTED}
        AND j.purpose = 'discussion' AND j.opened_at > i.opened_at AND j.opened_at <= i.opened_at + interval '90 days')`,
    whole: WAS_PRESENTED,
    of: 'clinical.board_case c',
    reference: '42 % observed',
  }),
  spread('Minutes per case', {
    unit: 'minutes',
    value: 'i.closed_at - i.opened_at',
    of: PRESENTATIONS,
    reference: '9.25 minutes per spine case',
  }),
  spread('Cases per meeting', {
    unit: 'cases',
    value: `(SELECT count(*) FROM clinical.agenda_item i WHERE i.organisation_id = m.organisation_id AND i.meeting_id = m.id AND ${PRESENTED})`,
    of: `clinical.meeting m WHERE m.state = 'closed'`,
  }),
  share('Meetings that lasted longer than planned', {
    part: `m.ended_at > m.starts_at + m.capacity_minutes * interval '1 minute'`,
    of: `clinical.meeting m WHERE m.state = 'closed'`,
  }),
];

const DISCUSSIONS = `
  SELECT i.opened_at AS "openedAt", coalesce(i.closed_at, i.opened_at) AS until, b.required_specialties AS required,
    (SELECT coalesce(json_agg(json_build_object('id', a.id, 'userId', a.user_id, 'specialty', a.specialty, 'kind', a.kind, 'at', a.at,
        'corrects', a.corrects_id) ORDER BY a.id), '[]')
      FROM clinical.attendance_mark a WHERE a.organisation_id = m.organisation_id AND a.meeting_id = m.id) AS marks
  FROM ${ITEMS} JOIN people.board b ON b.organisation_id = m.organisation_id AND b.id = m.board_id WHERE ${PRESENTED}`;

/** By the board's own rule, over the whole time for which a case was open. */
async function caseQuorum(client: Client): Promise<Measure[]> {
  const { rows } = await client.query<{ openedAt: Date; until: Date; required: Specialty[]; marks: AttendanceMark[] }>(
    DISCUSSIONS,
  );
  const quorate = rows.filter(({ required, marks, openedAt, until }) => {
    const discussion = { openedAt: openedAt.toISOString(), until: until.toISOString() };
    return quorum(required, marks, discussion).met;
  });
  return [
    {
      name: 'Every required specialty present all the time',
      value: percent(quorate.length, rows.length),
      reference: null,
    },
  ];
}
