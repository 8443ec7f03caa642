/**
 * The instruments as somebody would write them who needed no other use of the tables: rows and points in plain code, for the one result
 * that the library gives. Slow code would flatter the library, so this is written to be fast. The wording is the library's own.
 */
import { scoreLesions } from './lesions.mjs';
import { prognosticScores } from './prognosis.mjs';
import { answered, Sheet, toResult, unknown, wordingOf } from './sheet.mjs';

const KPS = wordingOf('kps');
const ECOG = wordingOf('ecog');
const FRANKEL = wordingOf('frankel');
const AIS = wordingOf('ais');

/** Every instrument but NOMS, in the library's order. The facts are possible ones. */
export function scoresByHand(facts) {
  const results = prognosticScores(facts);
  scoreLesions(facts, results);
  results.push(
    grade(KPS, 'kps', facts.general?.kps, true),
    grade(ECOG, 'ecog', facts.general?.ecog, true),
    grade(FRANKEL, 'grade', facts.neurology?.frankel, false),
    grade(AIS, 'grade', facts.neurology?.ais, false),
  );
  return results;
}

function grade(wording, item, found, isNumber) {
  const sheet = new Sheet();
  if (found === undefined) unknown(sheet, wording, item, 0, wording.highest);
  else answered(sheet, wording, item, String(found), isNumber ? found : null);
  return toResult(wording, sheet, String(found), isNumber ? wording.highest : null);
}
