import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { organisationBundle } from './support/bundle-of.js';
import { wholeStory } from './support/decision-story.js';
import { tarOf } from './support/tar-of.js';

const MINUTE = 60_000;
const PACKAGE = ['LICENSE', 'README.md', 'consilium-verify.mjs', 'package.json'];
let folder: string;
let archive: string;

/** Whatever tries to reach another machine ends the program. */
const NO_NETWORK = `
import net from 'node:net';
import dgram from 'node:dgram';
const refuse = () => { throw new Error('The network was asked for.'); };
net.Socket.prototype.connect = refuse;
dgram.Socket.prototype.send = refuse;
`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'verify-package-'));
  const environment = { ...process.env, NODE_OPTIONS: '' };
  execFileSync(process.execPath, ['tools/pack-verify.mjs', join(folder, 'packed')], { env: environment });
  archive = join(
    folder,
    'packed',
    readdirSync(join(folder, 'packed')).find((name) => name.endsWith('.tgz'))!,
  );
  mkdirSync(join(folder, 'empty'));
  writeFileSync(join(folder, 'empty', 'package.json'), '{}');
  execFileSync('npm', ['install', '--offline', '--silent', '--no-audit', '--no-fund', archive], {
    cwd: join(folder, 'empty'),
    env: environment,
  });
  writeFileSync(join(folder, 'no-network.mjs'), NO_NETWORK);
}, MINUTE);
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the installed program: it may read files, and neither write, start programs nor reach another machine. */
function run(...args: string[]) {
  const program = join(folder, 'empty', 'node_modules', 'consilium-verify', 'consilium-verify.mjs');
  const options = ['--permission', '--allow-fs-read=*', `--import=${join(folder, 'no-network.mjs')}`];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...options, program, ...args], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
  });
  return { status, stdout, stderr };
}

function saved(name: string, content: Buffer | string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('the package', () => {
  it('is one small program without any other package', () => {
    const modules = join(folder, 'empty', 'node_modules');
    const installed = readdirSync(modules).filter((name) => !name.startsWith('.'));

    expect(installed).toEqual(['consilium-verify']);
    expect(readdirSync(join(modules, 'consilium-verify')).sort()).toEqual(PACKAGE);
    expect(statSync(archive).size).toBeLessThan(40_000);
    expect(readdirSync(join(modules, '.bin'))).toContain('consilium-verify');
  });

  it('has no way to the network: it uses files, hashes and texts', () => {
    const program = readFileSync(join(folder, 'packed', 'consilium-verify.mjs'), 'utf8');
    const imported = [...program.matchAll(/(?:from |import\(|require\()"([^"]+)"/g)].map(([, name]) => name);

    expect([...new Set(imported)].sort()).toEqual(['node:buffer', 'node:crypto', 'node:fs', 'node:path', 'node:util']);
  });

  it('says with 0 that a bundle holds, by the key and the checkpoint that the auditor kept', async () => {
    const { log } = wholeStory();
    const story = wholeStory();
    const bundle = saved('true.tar', tarOf(await organisationBundle(story)));
    const [kept, key] = [saved('kept', story.log.checkpoint(9)), saved('key', `${story.log.key}\n`)];
    const { status, stdout, stderr } = run(bundle, '--since', kept, '--key', key);

    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^This bundle holds: everything that could be checked was checked/);
    expect(stdout).toContain('still begins with the 9 entries');
    expect(run(bundle, '--key', log.key)).toMatchObject({ status: 1 });
  });

  it('says with 1 what fails first, and where', async () => {
    const files = await organisationBundle(wholeStory());
    const entries = Buffer.from(files.get('tile/entries/000.p/17')!);
    entries.write('2027', entries.indexOf('2026'));
    const { status, stdout } = run(saved('spoiled.tar', tarOf(files.set('tile/entries/000.p/17', entries))));

    expect(status).toBe(1);
    expect(stdout).toBe(
      'This bundle does NOT hold. The first thing that fails, in tile/0/000.p/17:\n' +
        '- Entry 0 does not have the hash that this tile says: one of the two was changed.\n',
    );
  });

  it.each([
    ['Name one bundle.', []],
    ['There is no nowhere.tar.', ['nowhere.tar']],
    ['--key: A verifier key is name+id+key', ['.', '--key', 'none']],
    ['There is no nothing.', ['.', '--since', 'nothing']],
    ["Unknown option '--loud'", ['.', '--loud']],
  ])('says with 2 how it wants to be called: %s', (sentence, args) => {
    const { status, stderr } = run(...args);
    expect([status, stderr]).toEqual([2, expect.stringContaining(sentence)]);
    expect(stderr).toContain('Usage: consilium-verify BUNDLE');
  });

  it('says its version, and what it wants', () => {
    expect(run('--version')).toMatchObject({ status: 0, stdout: '0.1.0\n' });
    expect(run('--help').stdout).toContain('Ends with 0 when everything holds');
  });

  it('says with 1 that something which is no archive cannot hold', () => {
    expect(run(saved('short.tar', 'no archive'))).toMatchObject({ status: 1 });
    expect(run(saved('text.tar', 'no archive '.repeat(100))).stdout).toContain(
      'The header here is not what its checksum says',
    );
  });
});
