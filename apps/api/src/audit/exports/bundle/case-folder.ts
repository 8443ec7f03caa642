import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import type { CanonicalValue } from '#transparency';
import { CaseFiles, type CaseFile } from '../../../cases/index.js';
import { revisionFrom, type Revision } from '../../../decisions/index.js';
import { drawLetter, LettersQueries, type Letter } from '../../../letters/index.js';
import type { ExportedVersion } from '../exports.repository.js';
import { fileOf, type BundleFile } from './bundle-file.js';
import { decisionFiles } from './decision-files.js';

/** One decision of a case as the bundle's own documents say it, with its letter. */
export interface DecisionInFolder {
  readonly revision: Revision;
  readonly letter: Letter;
}

/** What the bundle of a case holds for people: each decision in files that openssl reads, and its letter as PDF. */
@Injectable()
export class CaseFolder {
  constructor(
    private readonly cases: CaseFiles,
    private readonly letters: LettersQueries,
  ) {}

  /** Reads what the letters say beside the decisions: names of people. */
  async open(tx: Tx, caseId: string, decisions: readonly ExportedVersion[]): Promise<DecisionInFolder[]> {
    const file = await this.cases.open(tx, caseId);
    const folder: DecisionInFolder[] = [];
    for (const decision of decisions) {
      const revision = revisionIn(decision, file);
      folder.push({ revision, letter: await this.letters.composeFor(tx, file, revision) });
    }
    return folder;
  }

  async *files(folder: readonly DecisionInFolder[]): AsyncGenerator<BundleFile> {
    for (const { revision } of folder) yield* decisionFiles(revision);
    for (const { revision, letter } of folder) {
      yield fileOf(`readable/decision-${revision.number}.pdf`, await drawLetter(letter));
    }
  }
}

/** Not the row as it is now: the letter of a bundle shows what the bundle proves. */
function revisionIn({ entityId, version, document }: ExportedVersion, { organisationId, boardId }: CaseFile): Revision {
  const said = JSON.parse(document!.toString()) as CanonicalValue;
  return revisionFrom(said, { organisationId, boardId, id: entityId!, version: version! });
}
