import { IsCode, IsFlag, IsId, IsInstant, IsPart, IsWhole } from '../../http/index.js';
import { EXPORT_SCOPES, type ExportProgress, type ExportScope } from './export.js';

const STATES = ['waiting', 'ready', 'overtaken'] as const;
const LARGEST = Number.MAX_SAFE_INTEGER;

export class DownloadView {
  @IsInstant()
  begunAt: string;

  @IsWhole({ min: 0, max: LARGEST, example: 1_250, about: 'Entries handed out so far.' })
  entries: number;

  @IsWhole({ min: 0, max: LARGEST, example: 480, about: 'Documents handed out so far; they follow the entries.' })
  documents: number;

  @IsInstant({ nullable: true, about: 'Null while it runs, and where the server was killed meanwhile.' })
  endedAt: string | null;

  @IsFlag({ nullable: true, about: 'Whether all of it was handed out; null until it ended.' })
  isWhole: boolean | null;
}

export class ExportView {
  @IsId()
  id: string;

  @IsCode(EXPORT_SCOPES)
  scope: ExportScope;

  @IsId({ nullable: true })
  caseId: string | null;

  @IsInstant({ nullable: true })
  since: string | null;

  @IsInstant({ nullable: true })
  until: string | null;

  @IsId()
  askedBy: string;

  @IsInstant()
  askedAt: string;

  @IsCode(STATES, {
    about:
      'waiting: until the log has signed for the request itself. ready: to be downloaded. overtaken: a patient was erased since; ask anew.',
  })
  state: (typeof STATES)[number];

  @IsWhole({
    min: 1,
    max: LARGEST,
    example: 1_250,
    nullable: true,
    about: 'How many entries the log has in this export.',
  })
  size: number | null;

  @IsWhole({
    min: 0,
    max: LARGEST,
    example: 1_250,
    nullable: true,
    about: 'How many of them are in the bundle; of a case nobody knows before the download.',
  })
  entries: number | null;

  @IsPart(() => DownloadView, { nullable: true, about: 'The last download, as it goes on.' })
  download: DownloadView | null;
}

export function toExportView({ asked, extent, download }: ExportProgress): ExportView {
  const isCounted = extent !== null && extent.first !== null && extent.behind !== null;
  return {
    ...asked,
    state: extent === null ? 'waiting' : extent.isOvertaken ? 'overtaken' : 'ready',
    size: extent?.size ?? null,
    entries: isCounted ? Math.max(0, extent.behind - extent.first) : null,
    download,
  };
}
