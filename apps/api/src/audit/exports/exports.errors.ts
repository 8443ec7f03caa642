import { Refusal } from '#workflow';

/** A patient was erased behind the end of the export. */
export class ExportOvertaken extends Refusal {
  readonly code = 'export-overtaken';
  readonly kind = 'conflict';

  constructor() {
    super('A patient was erased since this export was asked for, and their documents with them. Ask for a new export.');
  }
}
