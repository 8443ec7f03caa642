import { Injectable } from '@nestjs/common';
import { Ledger, newId, type Actor } from '#database';
import { clocksFrom, laneAskedBy, suspicionFindings, type Instant, type Suspicion } from '#pathway';
import { CASE_TRANSITIONS, nextState, requireMay } from '#workflow';
import { InvalidBody } from '../http/index.js';
import { PatientsQueries } from '../patients/index.js';
import { BoardsQueries } from '../people/index.js';
import { startClocks } from './case-clocks.js';
import type { CaseFile } from './case-file.js';
import { CaseFiles } from './case-files.js';
import { toCaseView, type CaseView } from './case.view.js';
import { PatientIsDeceased, TriageUnanswered } from './cases.errors.js';

/** What a referrer asks a board, and how urgent it may be. */
export interface Referral {
  readonly boardId: string;
  readonly patientId: string;
  readonly question: string;
  readonly suspicion: Suspicion;
}

/** Refers a patient's question to a board. The triage starts the urgency clocks; a clock of 24 hours or less makes it an emergency. */
@Injectable()
export class ReferCase {
  constructor(
    private readonly ledger: Ledger,
    private readonly boards: BoardsQueries,
    private readonly patients: PatientsQueries,
    private readonly files: CaseFiles,
  ) {}

  execute(actor: Actor, { boardId, patientId, question, suspicion: told }: Referral): Promise<CaseView> {
    return this.ledger.transaction({ type: 'case.referring', actor }, async (tx) => {
      const { organisationId, userId } = tx.actor;
      requireMay(tx.actor, 'case:refer', { organisationId, boardId });
      const { name, timeZone, parameters } = await this.boards.find(tx, boardId);
      const patient = await this.patients.find(tx, patientId);

      const now = tx.occurredAt.toISOString();
      const suspicion = triage(told, now);
      if (patient.deceasedOn !== null) throw new PatientIsDeceased();

      const clocks = startClocks([], clocksFrom(suspicion, parameters));
      const file: CaseFile = {
        organisationId,
        boardId,
        caseId: newId(),
        patientId,
        patientAlias: patient.alias,
        patientBornOn: patient.bornOn,
        state: nextState(CASE_TRANSITIONS, null, 'refer'),
        stateSince: now,
        lane: laneAskedBy(clocks),
        laneReason: null,
        priority: 0,
        question,
        suspicion,
        referredBy: userId,
        referredAt: now,
        reasonCode: null,
        reasonText: null,
        clocks,
        waivers: [],
        notices: [],
        version: 1,
        board: { name, timeZone, parameters },
      };
      await this.files.begin(tx, file);

      return toCaseView(file, tx.occurredAt);
    });
  }
}

/** The suspicion as it is kept. @throws InvalidBody when it is impossible, TriageUnanswered when it says nothing */
function triage(told: Suspicion, now: Instant): Suspicion {
  const findings = suspicionFindings(told, now);
  if (findings.length > 0) {
    throw new InvalidBody(
      findings.map(({ code, sentence, pointer = '' }) => ({
        pointer: `/suspicion${pointer}`,
        message: sentence,
        code,
      })),
    );
  }

  const { suspectedAt, radicularDeficit, ...answers } = told;
  const { compressionSigns, painFeatures, instabilitySuspected } = answers;
  if (
    [compressionSigns, radicularDeficit, painFeatures, instabilitySuspected].every((answer) => answer === undefined)
  ) {
    throw new TriageUnanswered();
  }
  return {
    ...answers,
    suspectedAt: new Date(suspectedAt).toISOString(),
    ...(radicularDeficit && { radicularDeficit: { ...radicularDeficit } }),
  };
}
