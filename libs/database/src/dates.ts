/** The calendar date of a `date` column, which the client reads as midnight UTC: YYYY-MM-DD. */
export function toDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** A calendar date as the client writes it into a `date` column. */
export function fromDay(day: string): Date {
  return new Date(`${day}T00:00:00.000Z`);
}
