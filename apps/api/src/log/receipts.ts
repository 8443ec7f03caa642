import { Injectable } from '@nestjs/common';
import { formatReceipt, inclusionProof } from '#transparency';
import { LogRepository } from './log.repository.js';

/**
 * Receipts (C2SP tlog-proof): that an event stands at its place in a log whose end is signed. The leaf itself is its extra data, so
 * that the receipt alone says what was recorded and can be checked by any program, years later.
 */
@Injectable()
export class Receipts {
  constructor(private readonly log: LogRepository) {}

  /** The receipt's text; undefined while the event is in no checkpoint. */
  async of(organisationId: string, eventId: string): Promise<string | undefined> {
    const included = await this.log.findIncluded(organisationId, eventId);
    if (!included) return undefined;

    const { position: index, leaf, size, note } = included;
    const proof = await inclusionProof(index, size, this.log.readTile(organisationId));
    return formatReceipt({ extra: leaf, index, proof, checkpoint: note });
  }
}
