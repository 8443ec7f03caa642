import type { ImagingResult } from '#pathway';
import type { ImagingCancelReason, LateBookingReason } from '#workflow';
import { workingHour } from './board-calendar.js';
import type { Hospital } from './hospital.js';
import type { Json } from './staff-member.js';
import type { StoryClock } from './story-clock.js';

const SCANNER_OPENS = 11;

/** What the radiologist reads. */
export interface Reading {
  readonly result: ImagingResult;
  readonly facts?: Readonly<Record<string, boolean | string>>;
}

/** The imaging follow-up of one case, done by the people whose deeds they are, now. */
export class Imaging {
  constructor(
    private readonly hospital: Hospital,
    private readonly clock: StoryClock,
    private readonly caseId: string,
  ) {}

  /** The routine examination that is to come, if any. */
  async next(): Promise<Json> {
    const { orders } = await this.hospital.coordinator.get(`/cases/${this.caseId}/follow-up`);
    return orders.find(({ kind, state }: Json) => kind === 'routine' && OPEN.includes(state));
  }

  /** For the day on which it is due; or for `at`, with the reason why that is late. */
  book({ id, dueOn }: Json, late?: { at: Date; reason: LateBookingReason }): Promise<Json> {
    const bookedFor = late?.at ?? workingHour(new Date(dueOn), 0, SCANNER_OPENS);
    const booking = { bookedFor: bookedFor.toISOString(), reason: late?.reason };
    return this.hospital.coordinator.post(`/imaging-orders/${id}/book`, booking);
  }

  perform({ id }: Json): Promise<Json> {
    const performedAt = this.clock.now().toISOString();
    return this.hospital.integration.post(`/imaging-orders/${id}/perform`, { performedAt });
  }

  report({ id }: Json, reading: Reading): Promise<Json> {
    return this.hospital.radiologist.post(`/imaging-orders/${id}/report`, reading);
  }

  /** By the specialist whom the order names. */
  acknowledge({ id, specialistId }: Json): Promise<Json> {
    const { chair, spineSurgeon, radiationOncologist } = this.hospital;
    const named = [chair, spineSurgeon, radiationOncologist].find((person) => person.id === specialistId)!;
    return named.post(`/imaging-orders/${id}/acknowledge`, {});
  }

  async cancelOpen(reasonCode: ImagingCancelReason): Promise<void> {
    const { coordinator } = this.hospital;
    const { orders } = await coordinator.get(`/cases/${this.caseId}/follow-up`);
    for (const { id, state } of orders) {
      if (OPEN.includes(state)) await coordinator.post(`/imaging-orders/${id}/cancel`, { reasonCode });
    }
  }
}

const OPEN: readonly string[] = ['due', 'booked', 'missed'];
