import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AwaitingSources } from '../../notifications/index.js';
import { WorklistRepository } from '../worklist/worklist.repository.js';
import type { WorkKind } from '../worklist/worklist.sql.js';
import type { Doers } from '../worklist/doers.sql.js';
import { AwaitingRepository } from './awaiting.repository.js';

/** What a digest says of each kind of work on today's list, and to whom. */
const TOLD: Readonly<Record<WorkKind, readonly (readonly [words: string, doers: Doers])[]>> = {
  clock: [['clocks that run', 'coordinators']],
  breach: [['clocks past their time, to be explained', 'coordinators']],
  triage: [['referrals to accept or decline', 'coordinators']],
  'agenda-place': [['ready cases without a place on an agenda', 'coordinators']],
  notice: [['cases with news to look at', 'coordinators']],
  signature: [['decisions to sign', 'signers']],
  ratification: [['provisional decisions to ratify', 'coordinators-and-chair']],
  imaging: [['examinations to book, or missed', 'coordinators']],
  'imaging-report': [['examinations to read or to acknowledge', 'owner']],
  recommendation: [
    ['recommendations of yours that are due', 'owner'],
    ['recommendations that are due and nobody’s', 'coordinators-where-nobody-owns'],
  ],
};

/** Tells the daily digest what to count: what today's list shows, each to those who see to it. */
@Injectable()
export class TellAwaiting implements OnModuleInit {
  constructor(
    private readonly sources: AwaitingSources,
    private readonly worklist: WorklistRepository,
    private readonly awaiting: AwaitingRepository,
  ) {}

  onModuleInit(): void {
    for (const kind of Object.keys(TOLD) as WorkKind[]) {
      for (const [words, doers] of TOLD[kind]) {
        this.sources.register(words, (tx) => this.worklist.countFor(tx, kind, doers));
      }
    }
    this.sources.register('times somebody broke the glass, to be reviewed', (tx) =>
      this.awaiting.breakGlassReviews(tx),
    );
  }
}
