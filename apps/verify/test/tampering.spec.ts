import { generateKeyPairSync } from 'node:crypto';
import { formatCheckpoint, hashLeaf, rootOf, signNote, type CanonicalValue } from '#transparency';
import { DecisionStory, SAM, signatureBy, wholeStory } from './support/decision-story.js';
import { bundleOf, caseBundle, listed, organisationBundle, type Files } from './support/bundle-of.js';
import { HospitalLog, keyOf, ORIGIN } from './support/hospital-log.js';
import { faultOf } from './support/verdict.js';

/** What the format says of these bytes: they prove nothing. */
const MEANS_NOTHING = /^README\.txt$/;
/** The place of the one entry of the case that makes no version. */
const LOOKED_AT = 7;
const story = wholeStory();
story.log.idle(260);
const shapes: [string, () => Promise<Files>][] = [
  ['organisation', () => organisationBundle(story)],
  ['case', () => caseBundle(story)],
  ['period', () => bundleOf(story.log, { scope: 'period', from: 8, to: 30, supporting: story.supporting })],
];

describe.each(shapes)('in the bundle of a %s', (scope, make) => {
  let files: Files;
  beforeAll(async () => (files = await make()));

  it('no file may be removed', () => {
    for (const path of files.keys()) {
      const without = new Map(files);
      without.delete(path);
      expect([path, faultOf(without)]).not.toEqual([path, null]);
    }
  });

  it('no file that proves anything may be removed from its list as well', () => {
    for (const path of files.keys()) {
      if (MEANS_NOTHING.test(path) || path === 'SHA256SUMS') continue;
      const without = new Map(files);
      without.delete(path);
      const fault = faultOf(listed(without));
      // The word of a witness proves only while it is there; that a case was looked at, the whole log or a period proves.
      const mayBeMissing = path === 'keys/witnesses' || path === `receipts/${LOOKED_AT}.tlog-proof`;
      expect([path, fault === null]).toEqual([path, mayBeMissing && scope !== 'period']);
    }
  });

  it('no file may be added, where the list says it or not', () => {
    for (const path of ['extra', 'tile/0/999', 'tile/entries/999', 'receipts/999999.tlog-proof', 'decisions/x.json']) {
      const bytes = Buffer.from('More.');
      expect(faultOf(listed(new Map(files).set(path, bytes)))).toContain(path);
    }
    expect(faultOf(new Map(files).set('README2.txt', Buffer.from('More.')))).toBe(
      'README2.txt: This file has no place in such a bundle: it was added.',
    );
  });

  it('no two files may change places', () => {
    const paths = [...files.keys()];
    for (let index = 1; index < paths.length; index += 1) {
      const [one, other] = [paths[index - 1]!, paths[index]!];
      const swapped = new Map(files).set(one, files.get(other)!).set(other, files.get(one)!);
      if (!files.get(one)!.equals(files.get(other)!)) expect(faultOf(swapped)).not.toBeNull();
    }
  });

  it('no file may end early or go on', () => {
    for (const [path, bytes] of files) {
      if (MEANS_NOTHING.test(path)) continue;
      for (const changed of [bytes.subarray(0, -1), Buffer.concat([bytes, Buffer.of(0x0a)])]) {
        const spoiled = new Map(files).set(path, changed);
        expect([path, faultOf(path === 'SHA256SUMS' ? spoiled : listed(spoiled))]).not.toEqual([path, null]);
      }
    }
  });

  it('no byte of any file may change, and the list of sums says which file', () => {
    for (const [path, bytes] of files) {
      const at = Math.floor(bytes.length / 2);
      const fault = faultOf(new Map(files).set(path, flipped(bytes, at, 0x01)));
      expect([path, fault]).not.toEqual([path, null]);
      if (path === 'README.txt') expect(fault).toBe('README.txt: This file has another SHA-256 than SHA256SUMS says.');
    }
  });

  it('no byte may change that proves anything, though the list of sums be made anew', () => {
    const random = seeded(7);
    const paths = [...files.keys()].filter((path) => !MEANS_NOTHING.test(path) && path !== 'SHA256SUMS');
    for (let round = 0; round < 150; round += 1) {
      const path = paths[random(paths.length)]!;
      const bytes = files.get(path)!;
      const at = random(bytes.length);
      if (path === 'manifest.json' && saysWhenItWasMade(bytes, at)) continue;
      const changed = new Map(files).set(path, flipped(bytes, at, 1 << random(8)));
      expect([path, at, faultOf(listed(changed))]).not.toEqual([path, at, null]);
    }
  });
});

describe('a log', () => {
  const forged = (change: (entries: Buffer[]) => void): HospitalLog => {
    const log = wholeStory().log;
    change(log.entries);
    return log;
  };
  const since = () => ({ text: '', where: 'kept' });

  it('that was cut behind a checkpoint that somebody kept is found out', async () => {
    const { log } = wholeStory();
    const kept = { ...since(), text: log.checkpoint() };
    const cut = await bundleOf(log, { scope: 'organisation' }, { size: 12 });

    expect(faultOf(cut, { since: kept })).toContain(
      'checkpoint: The log ended after 17 entries when you kept kept; here it ends after 12: its tail was cut off',
    );
  });

  it('that was written anew before a checkpoint that somebody kept is found out', async () => {
    const log = wholeStory().log;
    const kept = { ...since(), text: log.checkpoint(8) };
    [log.entries[0], log.entries[1]] = [log.entries[1]!, log.entries[0]!];

    expect(faultOf(await bundleOf(log, { scope: 'organisation' }), { since: kept })).toBe(
      'kept: The first 8 entries are not those of the checkpoint that you kept: the log was written anew.',
    );
  });

  it('whose entry does not stand where its tile says is found out by its place', async () => {
    const log = wholeStory().log;
    const checkpoint = log.checkpoint();
    const files = await bundleOf(
      forged((entries) => void entries.reverse()),
      { scope: 'organisation' },
      {
        checkpoint,
        key: log.key,
      },
    );

    expect(faultOf(files)).toMatch(/^checkpoint: The 17 entries do not lead to the root that this checkpoint signs/);
  });

  it('signed with another key is not the log whose key the auditor was told', async () => {
    const { log } = wholeStory();
    const other = generateKeyPairSync('ed25519');
    const checkpoint = log.checkpoint(undefined, { by: other.privateKey });
    const files = await bundleOf(log, { scope: 'organisation' }, { checkpoint, key: keyOf(other.publicKey) });

    expect(faultOf(files)).toBeNull();
    expect(faultOf(files, { keys: [log.key] })).toMatch(/^keys\/log: The bundle names the key .*; you gave .*\.$/);
    expect(faultOf(files, { since: { text: log.checkpoint(3), where: 'kept' } })).toBe(
      'kept: None of the known keys has signed this note.',
    );
  });

  it('forked for a witness is found out by the key of the witness', async () => {
    const { log } = wholeStory();
    const cosigned = log.checkpoint(undefined, { isCosigned: true });
    const root = rootOf([...log.entries].reverse().map(hashLeaf));
    const fork = signNote(formatCheckpoint({ origin: ORIGIN, size: 17, root }), { name: ORIGIN, ...log.keys });
    const moved = fork + cosigned.split('\n').slice(-2).join('\n');
    const files = await bundleOf(log, { scope: 'organisation' }, { checkpoint: moved });

    expect(faultOf(files)).toMatch(/^checkpoint: The cosignature of witness\.example does not hold\.$/);
  });

  it.each<[string, Record<string, CanonicalValue>]>([
    ['does not follow entry 1: it names another commitment for version 1', { before: 'A'.repeat(43) + '=' }],
    ['version 2 is missing', { version: 3 }],
    ['is in the log twice, as entry 1 and entry 2', { version: 1, before: null }],
    ['holds a commitment that is none', { after: 'short' }],
    ['is of another organisation', { organisation: 'elsewhere' }],
    ['is of version 2, which this program does not know', { v: 2 }],
    ['is not the canonical JSON of an entry', { extra: 'member' }],
    ['is not the canonical JSON of an entry', { purpose: { b: 'Read', a: 'otherwise' } }],
    ['is not the canonical JSON of an entry', { patients: [['one', 'within']] }],
    ['has more than 8192 bytes', { purpose: 'x'.repeat(8192) }],
  ])('with an entry that %s is found out, though it is signed', async (sentence, forgery) => {
    const { log } = wholeStory();
    log.entries.length = 0;
    const person = { type: 'user.changed', entity: 'user', entityId: '0198f3a2-7c1e-7b60-9d4e-00000000beef' };
    log.idle(1);
    log.record({ ...person, document: { is: 'one' } });
    log.record({ ...person, document: { is: 'two' }, forged: forgery });

    const fault = faultOf(await bundleOf(log, { scope: 'organisation' }));
    expect(fault).toMatch(/^tile\/entries\/000\.p\/3: /);
    expect(fault).toContain(sentence);
  });

  it.each([
    ['a number that is not whole', '"v":1,', '"v":1,', '"version":1.5'],
    ['a lone surrogate', '"client":"firefox"', '"client":"\\ud800"', ''],
    ['members in another order', '"v":1,"version":null', '"version":null,"v":1', ''],
    ['one member twice', '"v":1,', '"v":1,"v":1,', ''],
    ['a space', '"v":1,', '"v": 1,', ''],
  ])('with an entry that is written with %s is found out, though it is signed', async (_, from, to, version) => {
    const log = new HospitalLog();
    log.idle(1);
    const entry = log.entries[0]!.toString()
      .replace(from, to)
      .replace(version && '"version":null', version);
    log.entries[0] = Buffer.from(entry);

    expect(faultOf(await bundleOf(log, { scope: 'organisation' }))).toBe(
      'tile/entries/000.p/1: Entry 0 is not the canonical JSON of an entry.',
    );
  });

  it('with more kinds of records than can be told apart is found out, before one is taken for another', async () => {
    const log = new HospitalLog();
    for (let kind = 0; kind <= 256; kind += 1) {
      const entityId = `0198f3a2-7c1e-7b60-9d4e-${String(kind).padStart(12, '0')}`;
      log.record({ type: 'made.up', entity: `kind-${kind}`, entityId, document: {} });
    }

    expect(faultOf(await bundleOf(log, { scope: 'organisation' }))).toMatch(
      /^tile\/entries\/001\.p\/1: There are more than 256 kinds of records/,
    );
  });

  it('of a case holds no other patient’s record, also where it does not say whom it is about', async () => {
    const { log, ofCase } = wholeStory();
    const entityId = '0198f3a2-7c1e-7b60-9d4e-0000000000aa';
    const other = log.record({ type: 'patient.changed', entity: 'patient', entityId, document: { name: 'Ben' } });

    expect(faultOf(await bundleOf(log, { scope: 'case', places: [...ofCase, other] }))).toBe(
      'receipts/17.tlog-proof: Entry 17 names another patient than the entries before it: the bundle of a case names one.',
    );
  });

  it('of a case names no second patient', async () => {
    const { log } = wholeStory();
    const places = ['0198f3a2-7c1e-7b60-9d4e-0000000000aa', '0198f3a2-7c1e-7b60-9d4e-0000000000ab'].map((patient) =>
      log.record({ type: 'patient.opened', patients: [patient] }),
    );

    expect(faultOf(await bundleOf(log, { scope: 'case', places }))).toBe(
      'receipts/18.tlog-proof: Entry 18 names another patient than the entries before it: the bundle of a case names one.',
    );
  });

  it('of a case is about the case that its manifest names', async () => {
    const { log } = wholeStory();
    const elsewhere = log.record({
      type: 'case.opened',
      entity: 'case',
      entityId: '0198f3a2-7c1e-7b60-9d4e-0000000000aa',
    });

    expect(faultOf(await bundleOf(log, { scope: 'case', places: [elsewhere] }))).toBe(
      'receipts/17.tlog-proof: Entry 17 is about another case than the one that the manifest names.',
    );
    expect(faultOf(await bundleOf(log, { scope: 'case', places: [0] }))).toMatch(
      /^manifest\.json: No entry in the bundle is about the case /,
    );
  });

  it('of which a document is missing is found out unless an erasure was carried out', async () => {
    const asked = wholeStory();
    asked.erase([asked.commitmentAt(5)], 'asked');

    expect(faultOf(await organisationBundle(asked))).toMatch(
      /^documents\/.*: The document of entry 5, version 1 of patient .*, is missing, and no erasure says why\.$/,
    );
  });
});

describe('an erasure', () => {
  const revocation = { at: '2026-03-02T08:00:00.000Z', by: SAM.userId, reason: 'Lost.' };

  it('takes no passkey’s revocation, behind which its signatures would look good', async () => {
    const story = new DecisionStory();
    story.enrol(SAM, story.samsKey).enrol(SAM, story.samsKey, { revocation });
    story.decide([signatureBy(SAM, story.samsKey)]).erase([story.commitmentAt(1)]);

    expect(faultOf(await organisationBundle(story))).toMatch(
      /^documents\/.*: The document of entry 1, version 2 of passkey .*, is missing, and no erasure says why\.$/,
    );
  });
});

function flipped(bytes: Buffer, at: number, bits: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at]! ^= bits;
  return changed;
}

function saysWhenItWasMade(manifest: Buffer, at: number): boolean {
  const text = manifest.toString();
  return [/"madeAt":"[^"]*"/, /"since":"[^"]*","to":/, /"until":"[^"]*"/].some((member) => {
    const found = member.exec(text);
    return found !== null && at >= found.index && at < found.index + found[0].length;
  });
}

/** Small whole numbers that look like chance and are the same in every run (xorshift). */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}
