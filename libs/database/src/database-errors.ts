import { Refusal } from '#workflow';

/** Somebody else changed the record in between: the writer must look again. */
export class StaleWrite extends Refusal {
  readonly code = 'stale-version';
  readonly kind = 'stale';

  constructor(options?: { cause?: unknown }) {
    super(
      'Somebody else changed this record in the meantime. Read it again and repeat your change on what it says now.',
      options,
    );
  }
}

/** The session was ended, or the account is no longer active. */
export class SessionEnded extends Refusal {
  readonly code = 'session-ended';
  readonly kind = 'unauthenticated';

  constructor(options?: { cause?: unknown }) {
    super('Your session has ended. Sign in again.', options);
  }
}

/** The database cannot answer now; nothing was changed. */
export class DatabaseBusy extends Refusal {
  readonly code = 'database-busy';
  readonly kind = 'unavailable';

  constructor(options?: { cause?: unknown }) {
    super('The server is too busy or its database does not answer. Nothing was changed; try again in a moment.', {
      ...options,
      retryAfterSeconds: 2,
    });
  }
}

/** Whether PostgreSQL refused a second row under a unique key, as its driver or Prisma reports it. */
export function isUniqueViolation(error: unknown): boolean {
  return codesOf(error).some((code) => code === '23505' || code === 'P2002');
}

const STALE = new Set(['40001', '40P01', 'P2034']);
const BUSY = new Set([
  'P2024',
  'P2028',
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  '57014',
  '55P03',
]);

/** Whether PostgreSQL refused a row under an exclusion constraint. */
export function isExclusionViolation(error: unknown): boolean {
  return codesOf(error).includes('23P01');
}

/** A refusal for what the database says for known reasons; everything else is returned as it came, a defect. */
export function translateDatabaseError(error: unknown): unknown {
  if (error instanceof Refusal) return error;
  const codes = codesOf(error);
  if (codes.includes('CS401')) return new SessionEnded({ cause: error });
  if (codes.some((code) => STALE.has(code))) return new StaleWrite({ cause: error });
  if (codes.some((code) => BUSY.has(code) || /^(08|53|57P)/.test(code)) || isPoolTimeout(error))
    return new DatabaseBusy({ cause: error });
  return error;
}

/** Every code along an error's causes: the driver's, Prisma's, and the one that Prisma's adapter wraps. */
function codesOf(error: unknown, depth = 0): string[] {
  if (typeof error !== 'object' || error === null || depth > 5) return [];
  const { code, originalCode, cause, meta } = error as Record<string, unknown>;
  const own = [code, originalCode].filter((value) => typeof value === 'string');
  return [
    ...own,
    ...codesOf(cause, depth + 1),
    ...codesOf(meta, depth + 1),
    ...codesOf((meta as Record<string, unknown>)?.['driverAdapterError'], depth + 1),
  ];
}

function isPoolTimeout(error: unknown): boolean {
  return error instanceof Error && /timeout exceeded when trying to connect|Connection terminated/i.test(error.message);
}
