import { Injectable } from '@nestjs/common';
import { Ledger, recordDisclosure, type Actor, type Tx } from '#database';
import { hashTileFile, tilesOf } from './hash-tiles.js';
import { Environment } from '../../../environment.js';
import { LogQueries } from '../../../log/index.js';
import type { Export, Extent } from '../export.js';
import { ExportsRepository, type ExportedEntry, type ExportedVersion } from '../exports.repository.js';
import type { BundleFile } from './bundle-file.js';
import { CaseFolder } from './case-folder.js';
import { documentFile } from './documents.js';
import { entryFiles } from './entry-files.js';
import { headFiles } from './head-files.js';
import { ProofMaker } from './proof-maker.js';
import { receiptOf } from './receipts.js';
import { SumsOfFiles } from './sums-of-files.js';

/** How much is read in one transaction: mostly a megabyte, so that little waits to be sent, for some tens of milliseconds. */
const STRETCH = { tiles: 256, entries: 512, receipts: 256, versions: 256 };

/** One download of an export. */
export interface Handout {
  readonly id: string;
  readonly actor: Actor;
  readonly asked: Export;
  readonly extent: Extent;
  /** The patients who were disclosed in its course, by their aliases. */
  readonly shown: Set<string>;
}

/**
 * The files of a bundle, in the order of docs/export-format.md. Everything below the export's checkpoint is immutable, so they are read
 * stretch by stretch, each in a transaction of its own with its own event: no download holds one open, however slowly it is taken.
 * What a stretch shows is committed before it leaves.
 */
@Injectable()
export class BundleFiles {
  constructor(
    private readonly ledger: Ledger,
    private readonly exports: ExportsRepository,
    private readonly log: LogQueries,
    private readonly cases: CaseFolder,
    private readonly environment: Environment,
  ) {}

  /** All but the list of sums, which is made of what it returns. */
  async *of(handout: Handout): AsyncGenerator<BundleFile, SumsOfFiles> {
    const sums = new SumsOfFiles();
    for await (const file of this.files(handout)) {
      sums.note(file);
      yield file;
    }
    return sums;
  }

  private async *files(handout: Handout): AsyncGenerator<BundleFile> {
    yield* headFiles(handout.asked, handout.extent, this.environment.witnesses);
    yield* this.tiles(handout);
    yield* handout.asked.scope === 'organisation' ? this.wholeLog(handout) : this.receipts(handout);
    const decisions = new Map<string, ExportedVersion>();
    yield* this.documents(handout, decisions);
    if (handout.asked.caseId !== null) yield* this.folderOfCase(handout, handout.asked.caseId, [...decisions.values()]);
  }

  private async *tiles(handout: Handout): AsyncGenerator<BundleFile> {
    const tiles = tilesOf(handout.extent.size);
    for (;;) {
      const wanted = [...take(tiles, STRETCH.tiles)];
      if (wanted.length === 0) return;
      yield* await this.stretch(handout, async (tx) => {
        const readTile = this.log.readTile(tx);
        const files: BundleFile[] = [];
        for (const tile of wanted) files.push(hashTileFile(tile, await readTile(tile.level, tile.n, tile.width)));
        return files;
      });
    }
  }

  private async *wholeLog(handout: Handout): AsyncGenerator<BundleFile> {
    for (let from = 0; from < handout.extent.size; from += STRETCH.entries) {
      yield* await this.stretch(handout, async (tx) =>
        entryFiles(await this.entriesBehind(tx, handout, from - 1, STRETCH.entries), from),
      );
    }
  }

  private async *receipts(handout: Handout): AsyncGenerator<BundleFile> {
    const { note, size } = handout.extent;
    const proofs = new ProofMaker(size);
    for (let after: number | undefined = -1; after !== undefined;) {
      const behind: number = after;
      const files = await this.stretch(handout, async (tx) => {
        const entries = await this.entriesBehind(tx, handout, behind, STRETCH.receipts);
        const receipts: BundleFile[] = [];
        for (const entry of entries) receipts.push(await receiptOf(entry, note, proofs, this.log.readTile(tx)));
        return receipts;
      });
      yield* files;
      after = files.length < STRETCH.receipts ? undefined : files.at(-1)!.place;
    }
  }

  /** Every document; what decisions last said is kept for their folders. */
  private async *documents(handout: Handout, decisions: Map<string, ExportedVersion>): AsyncGenerator<BundleFile> {
    for (let after: number | undefined = -1; after !== undefined;) {
      const behind: number = after;
      const versions = await this.stretch(handout, async (tx) => {
        const found = await this.exports.versions(tx, handout.asked.id, behind, STRETCH.versions);
        await this.exports.count(tx, handout.id, { documents: found.filter(({ document }) => document).length });
        return found;
      });
      for (const version of versions) {
        if (handout.asked.scope === 'case' && version.entity === 'decision-revision')
          decisions.set(version.entityId!, version);
        yield* documentFile(version);
      }
      after = versions.at(-1)?.position;
    }
  }

  private async *folderOfCase(
    handout: Handout,
    caseId: string,
    decisions: readonly ExportedVersion[],
  ): AsyncGenerator<BundleFile> {
    const folder = await this.stretch(handout, (tx) => this.cases.open(tx, caseId, decisions));
    yield* this.cases.files(folder);
  }

  /** Entries name patients: each is disclosed once in a download, of whatever it then shows more. */
  private async entriesBehind(
    tx: Tx,
    { id, asked, shown }: Handout,
    after: number,
    limit: number,
  ): Promise<ExportedEntry[]> {
    const entries = await this.exports.entries(tx, asked.id, after, limit);
    const patients = entries.flatMap(({ leaf }) => patientsIn(leaf)).filter((patient) => !shown.has(patient));
    await recordDisclosure(tx, { patients });
    await this.exports.count(tx, id, { entries: entries.length });
    for (const patient of patients) shown.add(patient);
    return entries;
  }

  private stretch<Answer>({ actor, asked }: Handout, work: (tx: Tx) => Promise<Answer>): Promise<Answer> {
    return this.ledger.swiftTransaction({ type: 'export.continued', actor, id: asked.id }, work);
  }
}

function patientsIn(leaf: Buffer): readonly string[] {
  return (JSON.parse(leaf.toString()) as { readonly patients: readonly string[] }).patients;
}

/** The next ones of an iterator, which goes on behind them. */
function* take<Value>(values: Iterator<Value>, count: number): Generator<Value> {
  for (let taken = 0; taken < count; taken += 1) {
    const { done, value } = values.next();
    if (done) return;
    yield value;
  }
}
