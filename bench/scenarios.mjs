/** What is asked of both servers, and how much of the bare one's pace ours must keep. */
import { examinationOf } from './board.mjs';

/** @typedef {{ method: string, path: string, headers: Record<string, string>, body?: string }} Request */

/** `cases` where the board is first grown to so many; those come last. */
/** @type {readonly { title: string, atLeast: number, cases?: number, requests(caseIds: string[], accessToken: string): Request[] }[]} */
export const SCENARIOS = [
  {
    title: 'read one case summary',
    atLeast: 0.35,
    requests: (caseIds, accessToken) =>
      caseIds.map((id) => ({ method: 'GET', path: `/api/v1/cases/${id}`, headers: headersOf(accessToken) })),
  },
  {
    title: 'read a page of 50 cases',
    atLeast: 0.35,
    requests: (caseIds, accessToken) =>
      caseIds.map(() => ({ method: 'GET', path: '/api/v1/cases?limit=50', headers: headersOf(accessToken) })),
  },
  {
    title: 'record an assessment with its scores',
    atLeast: 0.35,
    requests: (caseIds, accessToken) =>
      caseIds.map((id, index) => ({
        method: 'POST',
        path: `/api/v1/cases/${id}/assessments`,
        headers: { ...headersOf(accessToken), 'content-type': 'application/json' },
        body: JSON.stringify(examinationOf(index)),
      })),
  },
  {
    title: 'read what is to be done today of 50 000 cases',
    atLeast: 0.3,
    cases: 50_000,
    requests: (caseIds, accessToken) =>
      caseIds.map(() => ({ method: 'GET', path: '/api/v1/worklist?limit=50', headers: headersOf(accessToken) })),
  },
];

const headersOf = (accessToken) => ({ authorization: `Bearer ${accessToken}` });
