import type { CanonicalValue } from '#transparency';
import type { CaseClock, CaseFile } from './case-file.js';

/** The whole case at one version, with its clocks, waivers and notices, as it is committed to. */
export function caseDocument(file: CaseFile): CanonicalValue {
  const { organisationId: _organisation, board: _board, version: _version, ...known } = file;
  const { patientAlias: _alias, patientBornOn: _bornOn, ...document } = known;
  return {
    ...document,
    suspicion: { ...file.suspicion },
    clocks: file.clocks.map(clockDocument),
    waivers: file.waivers.map((waiver) => ({ ...waiver })),
    notices: file.notices.map((notice) => ({ ...notice })),
  };
}

/** What follows from the clock's kind and times is left out. */
function clockDocument({ lane: _lane, stopEvents: _stopEvents, ...clock }: CaseClock) {
  return clock;
}
