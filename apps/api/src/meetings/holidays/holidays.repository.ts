import { Injectable } from '@nestjs/common';
import { recordChange, type PrismaTx } from '#database';
import { holidaysDocument, type Holiday, type Holidays } from './holidays.js';

/** Every statement about the aggregate `board-holidays`. */
@Injectable()
export class HolidaysRepository {
  async withIds(tx: PrismaTx, boardIds: readonly string[]): Promise<Holidays[]> {
    const rows = await tx.prisma.boardHolidays.findMany({
      where: { organisationId: tx.actor.organisationId, boardId: { in: [...boardIds] } },
    });
    return rows.map(({ boardId, holidays, version }) => ({
      boardId,
      holidays: holidays as unknown as Holiday[],
      version,
    }));
  }

  /** Those of a board; none at version 0 before anybody set them. */
  async of(tx: PrismaTx, boardId: string): Promise<Holidays> {
    const [found] = await this.withIds(tx, [boardId]);
    return found ?? { boardId, holidays: [], version: 0 };
  }

  /** Waits for whoever is setting them. */
  async locked(tx: PrismaTx, boardId: string): Promise<Holidays> {
    await tx.sql(LOCK, [tx.actor.organisationId, boardId]);
    return this.of(tx, boardId);
  }

  /** Sets the whole list and records its version. */
  async keep(tx: PrismaTx, before: Holidays, holidays: readonly Holiday[]): Promise<Holidays> {
    const { organisationId } = tx.actor;
    const { boardId } = before;
    const after: Holidays = { boardId, holidays, version: before.version + 1 };
    const columns = { holidays: holidays.map((each) => ({ ...each })), version: after.version };
    await tx.prisma.boardHolidays.upsert({
      where: { organisationId_boardId: { organisationId, boardId } },
      create: { organisationId, boardId, ...columns },
      update: columns,
      select: { boardId: true },
    });
    await recordChange(tx, {
      type: 'holidays.set',
      id: boardId,
      version: after.version,
      boardId,
      document: holidaysDocument(after),
    });
    return after;
  }
}

const LOCK = `
  SELECT 1 AS locked FROM clinical.board_holidays WHERE organisation_id = $1::uuid AND board_id = $2::uuid FOR UPDATE`;
