import { canonicalJson, parseVerifierKey } from '#transparency';
import type { Witness } from '#witness';
import type { Export, Extent } from '../export.js';
import { fileOf, type BundleFile } from './bundle-file.js';
import { SCHEMAS } from './schemas.js';

const FORMAT = 'consilium-export/v1';

const README = `An export of the audit trail of Consilium (${FORMAT}).

Check it, without any server, with

    npx consilium-verify THIS-FOLDER-OR-ARCHIVE --key KEY

where KEY is the log's verifier key as the hospital told it to you by another way than this bundle. The format is described in
docs/export-format.md, how to check it by hand in docs/auditor.md. What lies below readable is for people and proves nothing.
`;

/** What stands at the head of every bundle: what it is, the signed end of the log, and by which keys. */
export function headFiles(asked: Export, extent: Extent, witnesses: readonly Witness[]): BundleFile[] {
  const { publicKey } = parseVerifierKey(extent.verifierKey);
  return [
    fileOf('manifest.json', `${canonicalJson(manifestOf(asked, extent))}\n`),
    fileOf('README.txt', README),
    fileOf('checkpoint', extent.note),
    fileOf('keys/log', `${extent.verifierKey}\n`),
    fileOf('keys/log.pem', publicKey.export({ type: 'spki', format: 'pem' })),
    ...(witnesses.length === 0
      ? []
      : [fileOf('keys/witnesses', witnesses.map(({ verifierKey }) => `${verifierKey}\n`).join(''))]),
    ...Object.entries(SCHEMAS).map(([name, schema]) => fileOf(`schema/${name}.json`, JSON.stringify(schema, null, 2))),
  ];
}

function manifestOf({ scope, caseId, since, until, askedAt }: Export, { origin, size, first, behind }: Extent) {
  return {
    format: FORMAT,
    scope,
    origin,
    organisation: origin.slice(origin.lastIndexOf('/') + 1),
    size,
    ...(caseId !== null && { case: caseId }),
    ...(scope === 'period' && { period: { from: first, to: behind, since, until } }),
    // When it was asked for: every download of an export is the same bundle.
    madeAt: askedAt,
  };
}
