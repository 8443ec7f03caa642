/** Scoring one assessment with every instrument, NOMS included, beside hand-written code for the same results. */
import { isDeepStrictEqual } from 'node:util';
import { Failure } from '../tools/failure.mjs';
import { factsForEveryInstrument } from './facts.mjs';
import { requirePossible } from './by-hand/check.mjs';
import { nomsByHand } from './by-hand/noms.mjs';
import { scoresByHand } from './by-hand/scores.mjs';
import { library } from './by-hand/sheet.mjs';
import { mark } from './report.mjs';
import { randomFacts, seeded, spoil } from './random-facts.mjs';

const AT_MOST = 3;
const COMPARED = 5_000;
const ROUNDS = 15;
const EVALUATIONS = 5_000;

/** Prints both times for one assessment, medians, and says whether the bound is kept. */
export function benchScoring() {
  const { ours, handWritten } = compareScoring();
  const ratio = ours / handWritten;
  const isKept = ratio <= AT_MOST;
  console.log(`Scoring one assessment with every instrument (${COMPARED} random ones scored and refused alike by both)
  ours ${ours.toFixed(1)} µs, hand-written ${handWritten.toFixed(1)} µs: ratio ${ratio.toFixed(2)}, at most ${AT_MOST}: ${mark(isKept)}
`);
  return isKept;
}

function compareScoring() {
  requireSameResults(seeded(20_260_302));
  const random = seeded(1);
  const assessments = Array.from({ length: 32 }, (_, index) =>
    index % 2 === 0 ? factsForEveryInstrument(index, '2026-03-02') : randomFacts(random),
  );

  const times = { ours: [], handWritten: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    times.ours.push(microseconds(scoreByLibrary, assessments));
    times.handWritten.push(microseconds(scoreByHand, assessments));
  }
  return { ours: median(times.ours), handWritten: median(times.handWritten) };
}

function scoreByLibrary(facts) {
  return [...library.scoreAll(facts), library.nomsSuggestion(facts)];
}

function scoreByHand(facts) {
  requirePossible(facts);
  const scores = scoresByHand(facts);
  return [...scores, nomsByHand(facts, scores)];
}

/** Figures of two programs say nothing unless they answer the same, whatever is asked, and refuse the same. */
function requireSameResults(random) {
  for (let count = 0; count < COMPARED; count += 1) {
    const facts = randomFacts(random);
    if (!isDeepStrictEqual(scoreByLibrary(facts), scoreByHand(facts))) {
      throw new Failure(`The two ways of scoring disagree on ${JSON.stringify(facts)}.`);
    }
    const spoiled = spoil(facts, random);
    if (isRefused(scoreByLibrary, spoiled) !== isRefused(scoreByHand, spoiled)) {
      throw new Failure(`Only one of the two ways of scoring refuses ${JSON.stringify(spoiled)}.`);
    }
  }
}

function isRefused(score, facts) {
  try {
    score(facts);
    return false;
  } catch {
    return true;
  }
}

/** Kept for a while, so that no engine may leave out the work. */
const kept = [];

function microseconds(score, assessments) {
  const began = process.cpuUsage();
  for (let count = 0; count < EVALUATIONS; count += 1)
    kept[count % 64] = score(assessments[count % assessments.length]);
  const { user, system } = process.cpuUsage(began);
  return (user + system) / EVALUATIONS;
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
