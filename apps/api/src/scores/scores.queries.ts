import { Injectable } from '@nestjs/common';
import {
  catalogue,
  checkFacts,
  compare,
  type Definition,
  type Facts,
  inputsSchema,
  type InputsSchema,
  nextBestFacts,
  nomsSuggestion,
  type NotOffered,
  score,
  scoreAll,
  type ScoreCodeSystem,
  scoreForm,
  type ScoreQuestionnaire,
  type ScoreResult,
  scoreSosgoq,
  scoreUncertain,
  ScoringInputError,
  sosgoqFromForm,
  toCodeSystem,
  toQuestionnaire,
  type Uncertain,
  versionIn,
  VERSIONS,
} from '#scoring';
import { pointerTo } from '../http/index.js';
import type { AllScoresView } from './all-scores.view.js';
import { pointerToFact, pointerToUncertain } from './pointer-to-fact.js';
import { CORRECT_FACTS, ImpossibleValues, InstrumentNotOffered, UnknownInstrument } from './scores.errors.js';
import { SosgoqKey } from './sosgoq-key.js';

type Entry = Definition | NotOffered;

/** The published instruments, and any of them applied to a form, or all to one set of facts. Nothing is kept, and nobody need sign in. */
@Injectable()
export class ScoresQueries {
  constructor(private readonly sosgoqKey: SosgoqKey) {}

  all(): readonly Entry[] {
    return catalogue();
  }

  /** @throws UnknownInstrument */
  one(id: string): Entry {
    const entry = catalogue().find((each) => each.id === id);
    if (!entry) throw new UnknownInstrument();
    return entry;
  }

  /** @throws UnknownInstrument, InstrumentNotOffered */
  inputsSchema(id: string): InputsSchema {
    return inputsSchema(this.offered(id));
  }

  /** @throws UnknownInstrument, InstrumentNotOffered */
  questionnaire(id: string): ScoreQuestionnaire {
    return toQuestionnaire(this.offered(id));
  }

  /** @throws UnknownInstrument, InstrumentNotOffered */
  codeSystem(id: string): ScoreCodeSystem {
    return toCodeSystem(this.offered(id));
  }

  /**
   * The result of a filled-in form, by an earlier version where one is named.
   * @throws UnknownInstrument, InstrumentNotOffered, ImpossibleValues naming each item or the version
   */
  score(id: string, inputs: unknown, version?: string): ScoreResult {
    const { id: offered, version: current } = this.offered(id);
    const pointerOf = (item: string) => (item === 'version' ? '/version' : pointerTo('/inputs', item));
    return refusingImpossible(pointerOf, () => {
      if (version !== undefined && version !== current) return scoreForm(versionIn(VERSIONS, id, version), inputs);
      return offered === 'sosgoq' ? sosgoqFromForm(inputs, this.sosgoqKey.value) : score(offered, inputs);
    });
  }

  /** Every instrument applied to one set of facts. @throws ImpossibleValues naming each fact, and what is said to be possible of it */
  scoreAll(facts: Facts, uncertain: Uncertain = {}): AllScoresView {
    const findings = checkFacts(facts);
    if (findings.length > 0) throw new ImpossibleValues(findings, pointerToFact, CORRECT_FACTS);

    const results = scoreAll(facts);
    if (facts.patientReported?.sosgoq) results.push(scoreSosgoq(facts, this.sosgoqKey.value));
    results.push(nomsSuggestion(facts));

    const isUncertain = Object.keys(uncertain).length > 0;
    return {
      results,
      uncertain: isUncertain
        ? refusingImpossible(pointerToUncertain, () => scoreUncertain(facts, uncertain), CORRECT_FACTS)
        : [],
      comparison: compare(results),
      nextBestFacts: nextBestFacts(facts),
    };
  }

  /** @throws UnknownInstrument, InstrumentNotOffered */
  private offered(id: string): Definition {
    const entry = this.one(id);
    if ('reason' in entry) throw new InstrumentNotOffered(entry);
    return entry;
  }
}

/** What an instrument refuses, as the refusal of a request that points at what is wrong in it. */
function refusingImpossible<Result>(
  pointerOf: (item: string) => string,
  scored: () => Result,
  sentence?: string,
): Result {
  try {
    return scored();
  } catch (error) {
    if (error instanceof ScoringInputError) throw new ImpossibleValues(error.findings, pointerOf, sentence);
    throw error;
  }
}
