import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { caseBundle, listed, type Files } from './support/bundle-of.js';
import { DECISION, wholeStory } from './support/decision-story.js';

/** The very commands of docs/auditor.md, one behind the other. */
const COMMANDS = [...readFileSync('docs/auditor.md', 'utf8').matchAll(/^```sh\n(.*?)^```$/gms)]
  .map(([, block]) => block)
  .join('\n');
const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

function runIn(files: Files) {
  const folder = mkdtempSync(join(tmpdir(), 'by-hand-'));
  folders.push(folder);
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  return spawnSync('bash', ['-e', '-o', 'pipefail', '-c', COMMANDS], { cwd: folder, encoding: 'utf8' });
}

describe('whoever follows the auditor’s guide with sha256sum and openssl', () => {
  it('finds that a true bundle holds', async () => {
    const { status, stdout, stderr } = runIn(await caseBundle(wholeStory()));

    expect([status, stderr]).toEqual([0, '']);
    // The checkpoint, and two signatures by passkey.
    expect(stdout.match(/Signature Verified Successfully|Verified OK/g)).toHaveLength(3);
    expect(stdout.match(/^entry \d+: /gm)).toHaveLength(10);
  });

  it.each([
    ['the signature of the checkpoint', 'checkpoint', '\n17\n', '\n18\n'],
    ['a decision’s content', `decisions/${DECISION}/frozen.json`, 'Separation', 'Inspection'],
    [
      'what a passkey answered to',
      `decisions/${DECISION}/signatures/0198f3a2-7c1e-7b60-8d4e-000000900021/client-data.json`,
      'get',
      'got',
    ],
  ])('finds out that %s was changed, though the list of sums was made anew', async (_, path, was, is) => {
    const files = await caseBundle(wholeStory());
    const changed = files.get(path)!.toString('latin1').replace(was, is);
    files.set(path, Buffer.from(changed, 'latin1'));

    expect(runIn(listed(files)).status).not.toBe(0);
  });
});
