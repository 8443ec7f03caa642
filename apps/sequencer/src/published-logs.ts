import type { PublishedLog, PublishedLogs } from '#witness';
import type { LogTables } from './log-tables.js';

/** All logs as the sequencer reads them. */
export class LogsInDatabase implements PublishedLogs {
  constructor(private readonly tables: LogTables) {}

  async all(): Promise<PublishedLog[]> {
    const ends: PublishedLog[] = [];
    for (const { organisationId } of await this.tables.logs()) {
      const last = await this.tables.findCheckpoint(organisationId);
      if (last) ends.push({ organisationId, size: last.size, note: last.note });
    }
    return ends;
  }

  async noteOf(organisationId: string, size: number): Promise<string | undefined> {
    return (await this.tables.findCheckpoint(organisationId, size))?.note;
  }
}
