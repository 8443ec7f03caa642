import { generateKeyPairSync } from 'node:crypto';
import { Client } from 'pg';
import { Clock, RecordingClock } from '#database';
import { createApp } from '../../apps/api/src/app.js';
import { SignInTuning } from '../../apps/api/src/auth/index.js';
import { ExpireDecisions } from '../../apps/api/src/decisions/expiry/expire-decisions.js';
import { readEnvironment, type Variables } from '../../apps/api/src/environment.js';
import { EscalateImaging } from '../../apps/api/src/follow-up/escalate-imaging.js';
import { MarkMissed } from '../../apps/api/src/follow-up/mark-missed.js';
import { LogTuning } from '../../apps/api/src/log/index.js';
import { workingHour } from '../seed/board-calendar.js';
import { Chance } from '../seed/chance.js';
import { foundHospital } from '../seed/hospital.js';
import { tell, type Story } from '../seed/storyteller.js';
import { Sequencer } from '../../apps/sequencer/src/sequencer.js';
import { explainBreaches } from './breaches.js';
import { brokenInvariants, type Broken } from './invariants.js';
import { Life } from './life.js';
import { measuresOf, type Measure } from './measures/index.js';
import { casesWithoutNextStep } from './next-steps.js';
import { holdMeeting, planMeetings } from './meetings-of-year.js';
import type { Options } from './options.js';
import { populationOf } from './population.js';
import { disagreements } from './reconcile.js';
import { RehearsalClock } from './rehearsal-clock.js';
import { Year } from './year.js';

/** The first Monday of a year that is nobody's: what is simulated never looks like today. */
const START = new Date('2035-01-01T07:00:00.000Z');
const CHEAP: SignInTuning = { passwordCost: { memory: 8, passes: 1, lanes: 1 } };
/** Cases whose next step is looked at every week; at the end it is asked of every one. */
const SOME_CASES = 20;
/** Nobody in a rehearsal waits for a receipt; the log is grown behind. */
const UNAWAITED: LogTuning = { isAwaited: false };

export interface Outcome {
  readonly deeds: number;
  readonly seconds: number;
  readonly measures: readonly Measure[];
  /** By the week in which each was first seen. */
  readonly broken: readonly (Broken & { readonly week: number })[];
  /** What the server refused that nobody had expected. */
  readonly surprises: readonly (readonly [sentence: string, count: number])[];
}

/** An empty database of its own. */
export interface Database {
  /** What the server is started with. */
  readonly variables: Variables;
  /** Past every policy, for looking. */
  readonly ownerUrl: string;
  readonly sequencerUrl: string;
}

/**
 * Plays a year of a spine board with a virtual population, over the server's own routes and acts, with its one clock in hand, which is
 * the database's too.
 * The log of what happens names where it comes from: a demonstration.
 */
export async function simulate(
  { variables, ownerUrl, sequencerUrl }: Database,
  options: Options,
  report: (week: number, deeds: number, seconds: number) => void,
): Promise<Outcome> {
  const began = performance.now();
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  const clock = await RehearsalClock.takeOver(owner, START, options.weeks);
  const app = await openServer(variables, clock);
  const sequencer = new Sequencer(demonstrationLog(sequencerUrl));
  const { ended } = await sequencer.start();
  try {
    const chance = new Chance(options.seed);
    const year = new Year(await foundHospital(app, clock), clock, chance);
    const meetings = await planMeetings(year, START, options);
    const lives = populationOf(chance, START, options).map((arrival) => year.bearing(new Life(year, arrival).story()));
    const chores = [ExpireDecisions, MarkMissed, EscalateImaging].map((chore) => app.get(chore, { strict: false }));
    const broken = new Map<string, Broken & { week: number }>();
    const end = workingHour(START, options.weeks * 7, 0);

    const stories = [
      ...lives,
      ...meetings.map((meeting) => year.bearing(holdMeeting(year, meeting))),
      explainBreaches(year, START),
      nights(),
      weeks(),
    ];
    await tell(stories, clock, end);
    seen(await disagreements(year, owner), options.weeks);
    return {
      deeds: year.deeds,
      seconds: secondsSince(began),
      measures: await measuresOf(owner),
      broken: [...broken.values()],
      surprises: [...year.surprises].sort(([, one], [, other]) => other - one),
    };

    function seen(found: readonly Broken[], week: number): void {
      for (const each of found) if (!broken.has(each.name)) broken.set(each.name, { ...each, week });
    }

    /** What time brings about: the server itself looks every hour. */
    async function* nights(): Story {
      for (let day = 1; ; day += 1) {
        yield workingHour(START, day, 3);
        await clock.settle();
        for (const chore of chores) await chore.execute(year.hospital.organisationId);
      }
    }

    async function* weeks(): Story {
      for (let week = 1; ; week += 1) {
        yield workingHour(START, week * 7 - 1, 23);
        const some = { salt: String(week), limit: week === options.weeks ? options.cases : SOME_CASES };
        seen([...(await brokenInvariants(owner)), ...(await casesWithoutNextStep(year, owner, some))], week);
        report(week, year.deeds, secondsSince(began));
      }
    }
  } finally {
    await Promise.all([app.close(), sequencer.stop()]);
    await ended;
    await owner.end();
  }
}

const secondsSince = (began: number) => (performance.now() - began) / 1000;

function openServer(variables: Variables, clock: RehearsalClock) {
  const doubles = [
    { provide: Clock, useValue: clock },
    { provide: RecordingClock, useValue: clock },
    { provide: SignInTuning, useValue: CHEAP },
    { provide: LogTuning, useValue: UNAWAITED },
  ];
  return createApp({ environment: readEnvironment(variables), doubles, logger: false });
}

function demonstrationLog(databaseUrl: string) {
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    databaseUrl,
    signer: { privateKey, host: 'demonstration.invalid' },
    memory: null,
    witnesses: [],
    intervalMilliseconds: 2_000,
    report: () => undefined,
  };
}
