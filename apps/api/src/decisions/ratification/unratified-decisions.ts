import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CaseHappenings } from '../../cases/index.js';
import { awaitsRatification } from '../revision.js';
import { RevisionsRepository } from '../revisions.repository.js';

/**
 * A provisional decision in force stands against `completed` until the board has ratified or rejected it; every other reason to close
 * a case leaves the board nothing to decide. One that still waits for signatures is returned when its case closes.
 */
@Injectable()
export class UnratifiedDecisions implements OnModuleInit {
  constructor(
    private readonly cases: CaseHappenings,
    private readonly revisions: RevisionsRepository,
  ) {}

  onModuleInit(): void {
    this.cases.on('case.closing', async (tx, { file, reason, unfinished }) => {
      if (reason !== 'completed') return;
      const inForce = await this.revisions.findInState(tx, file.caseId, 'in-force');
      if (inForce && awaitsRatification(inForce)) unfinished.ratifications = 1;
    });
  }
}
