import { Injectable } from '@nestjs/common';
import { newId, type MeetingSeries, type Prisma, type PrismaTx } from '#database';
import { NotFound, type Resolution } from '#workflow';
import type { Series, SeriesPlan } from './series.js';

/** What may change of a series. */
export type SeriesChange = Partial<SeriesPlan & Pick<Series, 'state' | 'cancelReason'>>;

/** Every statement about the aggregate `meeting-series`. */
@Injectable()
export class SeriesRepository {
  /** Series of a board by their ids, at most `limit` after one. */
  async page(tx: PrismaTx, boardId: string, after: string | undefined, limit: number): Promise<Series[]> {
    const rows = await tx.prisma.meetingSeries.findMany({
      where: { organisationId: tx.actor.organisationId, boardId, id: { gt: after } },
      orderBy: { id: 'asc' },
      take: limit,
    });
    return rows.map(toSeries);
  }

  async withIds(tx: PrismaTx, ids: readonly string[]): Promise<Series[]> {
    const rows = await tx.prisma.meetingSeries.findMany({
      where: { organisationId: tx.actor.organisationId, id: { in: [...ids] } },
    });
    return rows.map(toSeries);
  }

  /** @throws NotFound where there is none among those this person may see */
  async find(tx: PrismaTx, id: string): Promise<Series> {
    const [series] = await this.withIds(tx, [id]);
    if (!series) throw new NotFound('series of meetings');
    return series;
  }

  /** Waits for whoever is changing the series, then reads it as they left it. @throws NotFound */
  async findLocked(tx: PrismaTx, id: string): Promise<Series> {
    await tx.sql(LOCK, [tx.actor.organisationId, id]);
    return this.find(tx, id);
  }

  /** The series that go on, of every board or of one. */
  async running(tx: PrismaTx, boardId?: string): Promise<Series[]> {
    const rows = await tx.prisma.meetingSeries.findMany({
      where: { organisationId: tx.actor.organisationId, boardId, state: 'running' },
      orderBy: { id: 'asc' },
    });
    return rows.map(toSeries);
  }

  /** The new series, as it is stored. */
  async insert(tx: PrismaTx, boardId: string, plan: SeriesPlan, splitFromId: string | null): Promise<Series> {
    const place = { organisationId: tx.actor.organisationId, boardId, id: newId(), splitFromId };
    const row = await tx.prisma.meetingSeries.create({
      data: { ...columnsOf(plan), ...place } as Prisma.MeetingSeriesUncheckedCreateInput,
    });
    return toSeries(row);
  }

  /** Steps the version by one. */
  async update(tx: PrismaTx, { organisationId, id, version }: Series, change: SeriesChange): Promise<Series> {
    const row = await tx.prisma.meetingSeries.update({
      where: { organisationId_id: { organisationId, id } },
      data: { ...columnsOf(change), version: version + 1 },
    });
    return toSeries(row);
  }
}

function columnsOf({ exceptions, extras, resolutions, ...rest }: SeriesChange) {
  return {
    ...rest,
    ...(exceptions && { exceptions: [...exceptions] }),
    ...(extras && { extras: [...extras] }),
    ...(resolutions && { resolutions: resolutions.map((each) => ({ ...each })) }),
  };
}

function toSeries({ recordedAt: _, ...row }: MeetingSeries): Series {
  return {
    ...row,
    gap: row.gap as Series['gap'],
    overlap: row.overlap as Series['overlap'],
    resolutions: row.resolutions as unknown as Resolution[],
    state: row.state as Series['state'],
  };
}

const LOCK = `
  SELECT 1 AS locked FROM clinical.meeting_series WHERE organisation_id = $1::uuid AND id = $2::uuid FOR UPDATE`;
