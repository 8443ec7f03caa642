/**
 * The statements of the requests as our server sends them, each with the name under which PostgreSQL keeps its plan. Those of the
 * features are asked of their own repositories, so that the bare program never falls behind what it is compared with.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DIST } from '../tools/paths.mjs';

const feature = (path) => import(pathToFileURL(join(DIST, 'apps', 'api', 'src', path)).href);
const { CasesRepository } = await feature('cases/cases.repository.js');
const { CaseListRepository } = await feature('cases/case-list.repository.js');
const { AssessmentsRepository } = await feature('assessments/assessments.repository.js');
const { WorklistRepository } = await feature('overview/worklist/worklist.repository.js');
const { CaseContextRepository } = await feature('overview/case-context.repository.js');
const { RevisionsRepository } = await feature('decisions/revisions.repository.js');
const { RecommendationsRepository } = await feature('decisions/recommendations/recommendations.repository.js');
const { TreatmentsRepository } = await feature('decisions/treatments/treatments.repository.js');
const { FollowUpRepository } = await feature('follow-up/follow-up.repository.js');
const CASE_ID = '00000000-0000-7000-8000-000000000000';
const ASSESSMENT = { facts: {}, scores: [] };

export const OPEN = named(
  'open',
  'SELECT recorded_at, roles, scopes, memberships FROM audit.open($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5, $6)',
);
export const RECORD = named('record', 'SELECT 1 AS done FROM audit.record($1::uuid, $2::uuid, $3, $4)');
export const RECORD_CHANGE = named(
  'record-change',
  'SELECT 1 AS done FROM audit.record_change($1::uuid, $2::uuid, $3, $4, $5, $6, $7::uuid, $8::int, $9::uuid, $10::uuid, $11::bytea, $12::bytea)',
);

export const CASE = await sentBy('case', CasesRepository, (cases, tx) => cases.find(tx, CASE_ID));
export const CASES = await sentBy('cases', CaseListRepository, (cases, tx) =>
  cases.find(tx, { sort: 'newest', limit: 51 }),
);
export const WORKLIST = await sentBy('worklist', WorklistRepository, (worklist, tx) =>
  worklist.find(tx, { within: null, boardId: null, kinds: null, ownerId: null, until: null }, undefined, 51),
);
export const CONTEXT = await sentBy('context', CaseContextRepository, (contexts, tx) => contexts.of(tx, {}));
export const LATEST_ASSESSMENT = await sentBy('latest', AssessmentsRepository, (all, tx) => all.latest(tx, CASE_ID));
export const INSERT_ASSESSMENT = await sentBy('insert', AssessmentsRepository, (all, tx) =>
  all.insert(tx, {}, ASSESSMENT),
);
export const STANDING_REVISIONS = await sentBy('standing', RevisionsRepository, (all, tx) =>
  all.standingOf(tx, CASE_ID),
);
export const RECOMMENDATIONS = await sentBy('recommendations', RecommendationsRepository, (all, tx) =>
  all.inState(tx, CASE_ID, 'current'),
);
export const TREATMENTS = await sentBy('treatments', TreatmentsRepository, (all, tx) => all.ofCase(tx, CASE_ID));
export const FOLLOW_UP = await sentBy('follow-up', FollowUpRepository, (all, tx) => all.find(tx, CASE_ID));

function named(name, text) {
  return { name, text };
}

/** The first text that a repository sends; it finds no row, which some of them refuse, and that is not our matter. */
async function sentBy(name, Repository, ask) {
  const sent = [];
  const tx = {
    actor: { organisationId: CASE_ID },
    by: {},
    occurredAt: new Date(),
    sql: (text) => {
      sent.push(text);
      return Promise.resolve([]);
    },
  };
  const asked = ask(new Repository(), tx);
  await asked.catch(() => undefined);
  return named(name, sent[0]);
}
