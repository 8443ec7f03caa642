import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '#database';
import { MeetingHappenings } from '../../meetings/index.js';
import { awaitsRatification, type Revision } from '../revision.js';
import { RevisionsQueries } from '../revisions.queries.js';

/** Tells an agenda which provisional decision there is to ratify: the one that waits for signatures, else the one in force. */
@Injectable()
export class OfferForRatification implements OnModuleInit {
  constructor(
    private readonly happenings: MeetingHappenings,
    private readonly revisions: RevisionsQueries,
  ) {}

  onModuleInit(): void {
    this.happenings.on('item.listing', async (tx, listing) => {
      if (listing.purpose !== 'ratification') return;
      listing.revisionId = (await this.awaiting(tx, listing.file.caseId))?.id ?? null;
    });
  }

  private async awaiting(tx: Tx, caseId: string): Promise<Revision | null> {
    const waiting = await this.revisions.latestProposed(tx, caseId);
    if (waiting && awaitsRatification(waiting)) return waiting;

    const inForce = await this.revisions.inForce(tx, caseId);
    return inForce && awaitsRatification(inForce) ? inForce : null;
  }
}
