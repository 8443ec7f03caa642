import { Injectable } from '@nestjs/common';
import {
  catalogue,
  isInstrumentId,
  score,
  ScoringInputError,
  type Definition,
  type NotOffered,
  sosgoqFromForm,
  type ScoreResult,
} from '#scoring';
import { pointerTo } from '../http/index.js';
import { ImpossibleValues, InstrumentNotOffered, UnknownInstrument } from './scores.errors.js';
import { SosgoqKey } from './sosgoq-key.js';

type Entry = Definition | NotOffered;

/** The published instruments, and any of them applied to a form. Nothing is kept, and nobody need sign in. */
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

  /** The result of a filled-in form. @throws UnknownInstrument, InstrumentNotOffered, ImpossibleValues naming each item */
  score(id: string, inputs: unknown): ScoreResult {
    if (!isInstrumentId(id)) {
      const entry = this.one(id);
      throw 'reason' in entry ? new InstrumentNotOffered(entry) : new UnknownInstrument();
    }
    try {
      return id === 'sosgoq' ? sosgoqFromForm(inputs, this.sosgoqKey.value) : score(id, inputs);
    } catch (error) {
      if (error instanceof ScoringInputError)
        throw new ImpossibleValues(error.findings, (item) => pointerTo('/inputs', item));
      throw error;
    }
  }
}
