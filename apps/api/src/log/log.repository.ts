import { Injectable } from '@nestjs/common';
import { Connections } from '#database';
import type { ReadTile } from '#transparency';

/** How far the logs are. */
export interface Heartbeat {
  /** Milliseconds for which the longest waiting event waits; 0 where none does. */
  readonly mergeDelay: number;
  readonly heads: readonly { readonly organisationId: string; readonly size: number; readonly note: string }[];
}

/** What a receipt is made of. */
export interface Included {
  readonly position: number;
  readonly leaf: Buffer;
  /** The last checkpoint. */
  readonly size: number;
  readonly note: string;
}

/** What the server asks the log after COMMIT, for requests whose transaction is over: through the doors, one row each. */
@Injectable()
export class LogRepository {
  constructor(private readonly connections: Connections) {}

  async heartbeat(): Promise<Heartbeat> {
    const [row] = await this.ask<PulseRow>(
      'SELECT merge_delay AS "mergeDelay", organisations, sizes, notes FROM audit.door_pulse()',
    );
    const { mergeDelay, organisations, sizes, notes } = row!;
    return {
      mergeDelay: Math.max(0, Math.round((mergeDelay ?? 0) * 1_000)),
      heads: (organisations ?? []).map((organisationId, index) => ({
        organisationId,
        size: Number(sizes![index]),
        note: notes![index]!,
      })),
    };
  }

  /** Which of these events are in a signed checkpoint, in their order. */
  async areIncluded(events: readonly { organisationId: string; eventId: string }[]): Promise<boolean[]> {
    const [row] = await this.ask<{ included: boolean[] }>(
      'SELECT audit.door_included($1::uuid[], $2::uuid[]) AS included',
      [events.map(({ organisationId }) => organisationId), events.map(({ eventId }) => eventId)],
    );
    return row!.included;
  }

  /** Undefined while the event is in no checkpoint. */
  async findIncluded(organisationId: string, eventId: string): Promise<Included | undefined> {
    const [row] = await this.ask<{ position: string | null; leaf: Buffer; size: string; note: string }>(
      'SELECT "position", leaf, size, note FROM audit.door_receipt($1::uuid, $2::uuid)',
      [organisationId, eventId],
    );
    if (!row || row.position === null) return undefined;
    return { ...row, position: Number(row.position), size: Number(row.size) };
  }

  readTile(organisationId: string): ReadTile {
    return async (level, n, width) => {
      const [row] = await this.ask<{ hashes: Buffer | null }>(
        'SELECT audit.door_tile($1::uuid, $2, $3, $4) AS hashes',
        [organisationId, level, n, width],
      );
      return requireTile(row!.hashes, level, n);
    };
  }

  /** The note of the checkpoint of exactly this size. */
  async noteOf(organisationId: string, size: number): Promise<string | undefined> {
    const [row] = await this.ask<{ note: string | null }>('SELECT audit.door_checkpoint($1::uuid, $2) AS note', [
      organisationId,
      size,
    ]);
    return row!.note ?? undefined;
  }

  private async ask<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.connections.pool.query<Row>(text, values)).rows;
  }
}

interface PulseRow {
  readonly mergeDelay: number | null;
  readonly organisations: string[] | null;
  readonly sizes: string[] | null;
  readonly notes: string[] | null;
}

/** @throws where the log does not hold what it signed */
export function requireTile(hashes: Uint8Array | null, level: number, n: number): Buffer {
  if (hashes) return Buffer.from(hashes);
  throw new Error(`The log lacks tile ${n} of level ${level}, which its checkpoint covers.`);
}
