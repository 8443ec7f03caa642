/**
 * The instruments as somebody would write them who needed no other use of the tables: rows and points in plain code, for the one result
 * that the library gives. Slow code would flatter the library, so this is written to be fast. The wording is the library's own.
 */
import { scoreEcog } from './ecog.mjs';
import { eq5d } from './eq-5d.mjs';
import { katagiri } from './katagiri.mjs';
import { scoreLesions } from './lesions.mjs';
import { prognosticScores } from './prognosis.mjs';
import { mizumoto, mstfi, rades, vanDerLinden } from './radiotherapy-and-frailty.mjs';
import { answered, Sheet, toResult, unknown, wordingOf } from './sheet.mjs';

const KPS = wordingOf('kps');
const ECOG = wordingOf('ecog');
const FRANKEL = wordingOf('frankel');
const AIS = wordingOf('ais');
const ECOG_POINTS = { 0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 5 };

/** Every instrument but NOMS, in the library's order. The facts are possible ones. */
export function scoresByHand(facts) {
  const results = prognosticScores(facts);
  results.push(katagiri(facts), vanDerLinden(facts), mizumoto(facts), rades(facts), mstfi(facts));
  scoreLesions(facts, results);
  results.push(
    grade(KPS, 'kps', facts.general?.kps, true),
    ecog(facts.general),
    grade(FRANKEL, 'grade', facts.neurology?.frankel, false),
    grade(AIS, 'grade', facts.neurology?.ais, false),
    eq5d(facts, '3L'),
    eq5d(facts, '5L'),
  );
  return results;
}

function ecog(general) {
  const sheet = new Sheet();
  scoreEcog(sheet, ECOG, general, String, ECOG_POINTS);
  return toResult(ECOG, sheet, sheet.items[0]?.option, ECOG.highest);
}

function grade(wording, item, found, isNumber) {
  const sheet = new Sheet();
  if (found === undefined) unknown(sheet, wording, item, 0, wording.highest);
  else answered(sheet, wording, item, String(found), isNumber ? found : null);
  return toResult(wording, sheet, String(found), isNumber ? wording.highest : null);
}
