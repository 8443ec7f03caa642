import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const ZONES = ['UTC', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia', 'Australia/Lord_Howe'];

/** A year of a board in Amsterdam and of one on Lord Howe Island: days, clocks, windows, closed days, escalation, levelling. */
const PROGRAM = `
  import * as p from '#pathway';
  const { followUp } = p.DEFAULT_PARAMETERS;
  const days = Array.from({ length: 365 }, (_, n) => p.addDays('2026-01-01', n));
  const told = ['Europe/Amsterdam', 'Australia/Lord_Howe'].map((zone) => days.map((day, n) => {
    const begins = p.startOfDay(day, zone);
    const [clock] = p.clocksFrom({ suspectedAt: begins, compressionSigns: [], radicularDeficit: { evolvingForDays: n % 12 } }, p.DEFAULT_PARAMETERS);
    const next = p.nextOrder({ anchorOn: day, weeks: 6 + n % 11, bounds: followUp, isOpenDay: (on) => new Date(on + 'T00:00Z').getUTCDay() % 6 !== 0 });
    const awaited = { state: 'missed', windowTo: day, performedOn: null, reportedOn: null };
    return [begins, p.dayOf(begins, zone), p.addMonths(day, 5), clock, next, p.escalationOn(p.addDays(day, n % 20), awaited, p.DEFAULT_PARAMETERS)];
  }));
  console.log(JSON.stringify(told));
`;

describe('the pathway on a server anywhere', () => {
  const folder = mkdtempSync(join(tmpdir(), 'consilium-zones-'));
  const program = join(folder, 'year.mjs');

  beforeAll(async () => {
    await build({
      stdin: { contents: PROGRAM, resolveDir: process.cwd(), loader: 'ts' },
      bundle: true,
      format: 'esm',
      platform: 'node',
      conditions: ['source'],
      outfile: program,
    });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const saidIn = (zone: string) => execFileSync(process.execPath, [program], { env: { TZ: zone }, encoding: 'utf8' });

  it('says the same of a whole year, days on which the board’s clocks change included', () => {
    const [first, ...others] = ZONES.map(saidIn);

    for (const other of others) expect(other).toBe(first);
    const [amsterdam, lordHowe] = JSON.parse(first!) as unknown[][][];
    expect(amsterdam![88]!.slice(0, 3)).toEqual(['2026-03-29T22:00:00.000Z', '2026-03-30', '2026-08-30']);
    expect(lordHowe![0]!.slice(0, 3)).toEqual(['2025-12-31T13:00:00.000Z', '2026-01-01', '2026-06-01']);
  });
});
