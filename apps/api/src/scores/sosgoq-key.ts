import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { readScoringKey, ScoringInputError, type ScoringKey } from '#scoring';
import { Environment, EnvironmentError } from '../environment.js';

/**
 * The scoring key of SOSGOQ2.0, which a licensed site supplies as a JSON file; null without one. Read once, at the start: a file
 * that is missing or no key ends the process with one sentence.
 */
@Injectable()
export class SosgoqKey {
  readonly value: ScoringKey | null;

  constructor({ sosgoqKeyFile }: Environment) {
    this.value = sosgoqKeyFile ? readKeyFile(sosgoqKeyFile) : null;
  }
}

function readKeyFile(path: string): ScoringKey {
  try {
    return readScoringKey(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    const what = error instanceof ScoringInputError ? error.message : 'it cannot be read as JSON.';
    throw new EnvironmentError(`SOSGOQ_KEY_FILE does not hold a scoring key: ${what}`, { cause: error });
  }
}
