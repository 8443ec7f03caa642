/** ECOG as the instruments that ask it read it: the grade recorded, or that of a KPS by a mapping that was chosen. */
import { answered, unknown } from './sheet.mjs';

const NAMES = { 'ma-2010': 'Ma 2010', 'prasad-2018': 'Prasad 2018' };
const MAPPED = {
  'ma-2010': { 100: 0, 90: 1, 80: 1, 70: 2, 60: 2, 50: 3, 40: 3, 30: 4, 20: 4, 10: 4 },
  'prasad-2018': { 100: 0, 90: 1, 80: 1, 70: 2, 60: 3, 50: 3, 40: 4, 30: 4, 20: 4, 10: 4 },
};
const FROM_ECOG = ['general.ecog'];
const FROM_KPS = ['general.kps', 'general.ecogMapping'];

/** `optionOf` answers a grade with its group; a grade whose group has no points is refused with the sentence of `refused`. */
export function scoreEcog(sheet, wording, general, optionOf, points, refused) {
  const { ecog, kps, ecogMapping } = general ?? {};
  const highest = wording.items.ecog.highest;
  if (ecog !== undefined) {
    const option = optionOf(ecog);
    if (points[option] === undefined) sheet.notScorable ??= refused[ecog];
    else answered(sheet, wording, 'ecog', option, points[option], FROM_ECOG);
    return;
  }
  if (!kps) return unknown(sheet, wording, 'ecog', 0, highest, FROM_ECOG);

  const mapping = ecogMapping ?? 'ma-2010';
  const grade = MAPPED[mapping][kps];
  const sentence = `A KPS of ${kps} is ECOG ${grade} by ${NAMES[mapping]}`;
  if (!ecogMapping) {
    return unknown(sheet, wording, 'ecog', 0, highest, FROM_ECOG, `${sentence}: it counts once the mapping is chosen.`);
  }
  const option = optionOf(grade);
  if (points[option] === undefined) sheet.notScorable ??= `${sentence}. ${refused[grade]}`;
  else answered(sheet, wording, 'ecog', option, points[option], FROM_KPS, `${sentence}.`);
}
