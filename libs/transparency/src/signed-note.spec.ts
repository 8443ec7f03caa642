import { createPrivateKey, createPublicKey } from 'node:crypto';
import { formatCheckpoint, parseCheckpoint } from './checkpoint.js';
import { cosign, verifyCosignature } from './cosignature.js';
import { formatReceipt, parseReceipt, verifyReceipt } from './receipt.js';
import { openNote, signNote } from './signed-note.js';
import { hashLeaf, hashNode } from './tree-hash.js';
import { parseVerifierKey, verifierKeyOf } from './verifier-key.js';

/** The example of Go's package golang.org/x/mod/sumdb/note. */
const PETER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const PETERS_NOTE = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;

const keyOf = (byte: number) =>
  createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, byte)]),
    format: 'der',
    type: 'pkcs8',
  });
const ours = { name: 'board.example.org/log', privateKey: keyOf(1) };
const theirs = { name: 'other.example.org', privateKey: keyOf(2) };
const vkey = (signer: typeof ours) => verifierKeyOf(signer.name, createPublicKey(signer.privateKey));
const text = formatCheckpoint({ origin: ours.name, size: 7, root: hashLeaf(Buffer.from('a')) });

describe('a signed note', () => {
  it('that Go has signed is opened here', () => {
    expect(openNote(PETERS_NOTE, [PETER])).toEqual({
      text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
      signers: ['PeterNeumann'],
    });
  });

  it('opens with the key that signed it, whoever else has', () => {
    const note = signNote(text, ours);
    const both = `${note}${signNote(text, theirs).split('\n\n')[1]}`;

    expect(openNote(note, [vkey(ours)])).toEqual({ text, signers: [ours.name] });
    expect(openNote(both, [vkey(ours)]).signers).toEqual([ours.name]);
    expect(openNote(both, [vkey(theirs), vkey(ours)]).signers).toEqual([ours.name, theirs.name]);
  });

  it('is cut at its last empty line, so that its text may hold empty lines', () => {
    const odd = 'one\n\n— two three\n';
    expect(openNote(signNote(odd, ours), [vkey(ours)]).text).toBe(odd);
  });

  it('is refused with any other byte', () => {
    const note = signNote(text, ours);
    for (let at = 0; at < note.length; at++) {
      const other = note.slice(0, at) + (note[at] === 'A' ? 'B' : 'A') + note.slice(at + 1);
      expect(() => openNote(other, [vkey(ours)])).toThrow();
    }
  });

  it.each([
    ['nobody known has signed', signNote(text, theirs), 'None of the known keys has signed this note.'],
    [
      'a known signature does not hold',
      signNote(text, ours).replace('\n7\n', '\n8\n'),
      `The signature of ${ours.name} does not hold.`,
    ],
    ['it has no signature', text, 'A signed note ends in signature lines below an empty line.'],
    [
      'its last line is cut',
      signNote(text, ours).slice(0, -1),
      'A signed note ends in signature lines below an empty line.',
    ],
    ['a line is no signature', `${text}\n- ${ours.name} AAAA\n`, 'A signature line is an em dash, a name and base64.'],
    ['a signature is not base64', `${text}\n— ${ours.name} A*A=\n`, `The signature of ${ours.name} is not base64.`],
    ['a signature is too short', `${text}\n— ${ours.name} AAAA\n`, `The signature of ${ours.name} is too short.`],
    ['it has too many', `${text}\n${`— x AAAAAAA=\n`.repeat(101)}`, 'The note has more than 100 signatures.'],
  ])('is refused where %s', (_where, note, sentence) => {
    expect(() => openNote(note, [vkey(ours)])).toThrow(sentence);
  });

  it.each([
    ['no newline at its end', 'a'],
    ['a tab', 'a\tb\n'],
    ['a lone surrogate', 'a\ud800\n'],
  ])('is not made of a text with %s', (_what, bad) => {
    expect(() => signNote(bad, ours)).toThrow(
      'A note’s text is lines without control characters, each with its newline.',
    );
  });
});

describe('a verifier key', () => {
  it('says name, id and key, and is read back', () => {
    const key = parseVerifierKey(vkey(ours));
    expect(key.name).toBe(ours.name);
    expect(verifierKeyOf(key.name, key.publicKey)).toBe(vkey(ours));
    expect(parseVerifierKey(PETER).id.toString('hex')).toBe('c74f20a3');
  });

  it.each([
    ['PeterNeumann', 'A verifier key is name+id+key, the id in eight hexadecimal digits.'],
    [PETER.replace('c74f20a3', 'c74f20a4'), 'The id of PeterNeumann is another key’s.'],
    [PETER.replace('+ARpc', '+BRpc'), 'The key of PeterNeumann is neither Ed25519 nor a cosignature’s.'],
    [PETER.slice(0, -1), 'The key of PeterNeumann is not base64.'],
    ['Peter Neumann+c74f20a3+AA==', 'A verifier key is name+id+key, the id in eight hexadecimal digits.'],
  ])('%s is refused', (given, sentence) => {
    expect(() => parseVerifierKey(given)).toThrow(sentence);
  });

  it('has a name without spaces and plus signs', () => {
    expect(() => signNote(text, { ...ours, name: 'a b' })).toThrow('A key’s name has no space and no plus sign.');
  });
});

describe('a checkpoint', () => {
  it('is read as it was written', () => {
    expect(parseCheckpoint(text)).toEqual({ origin: ours.name, size: 7, root: hashLeaf(Buffer.from('a')) });
  });

  const root = 'ACKRXXU3QhvHQLpmRhVbVTTw7Z6vWF26L0HOSyhdBMI=';
  it.each([
    ['a leading zero', `o\n07\n${root}\n`, 'The size of the checkpoint is not a whole number without leading zeros.'],
    ['a sign', `o\n+7\n${root}\n`, 'The size of the checkpoint is not a whole number without leading zeros.'],
    ['an extension line', `o\n7\n${root}\nmore\n`, 'A checkpoint has three lines: origin, size and root.'],
    ['no last newline', `o\n7\n${root}`, 'A checkpoint has three lines: origin, size and root.'],
    ['no origin', `\n7\n${root}\n`, 'A checkpoint has three lines: origin, size and root.'],
    ['a short root', 'o\n7\nAAAA\n', 'The root of the checkpoint has not 32 bytes.'],
    ['a root that is not base64', `o\n7\n${root.slice(1)}\n`, 'The root of the checkpoint is not base64.'],
    [
      'a size beyond counting',
      `o\n9007199254740992\n${root}\n`,
      'The size of the checkpoint is not a whole number without leading zeros.',
    ],
  ])('with %s is refused', (_what, given, sentence) => {
    expect(() => parseCheckpoint(given)).toThrow(sentence);
  });
});

describe('a cosignature', () => {
  const witness = { name: 'witness.example.net', privateKey: keyOf(3) };
  const key = verifierKeyOf(witness.name, createPublicKey(witness.privateKey), 'cosignature');
  const line = cosign(text, { ...witness, time: 1_772_442_000 });

  it('says when the witness saw the checkpoint', () => {
    expect(verifyCosignature(text, line, key)).toEqual({ time: 1_772_442_000 });
  });

  it('stands beside our own signature on a note', () => {
    expect(openNote(`${signNote(text, ours)}${line}\n`, [vkey(ours), key]).signers).toEqual([ours.name, witness.name]);
  });

  it('does not hold for another checkpoint, another time or another key', () => {
    const bytes = Buffer.from(line.split(' ')[2]!, 'base64');
    bytes[11]! ^= 1;
    expect(() => verifyCosignature(text.replace('7', '8'), line, key)).toThrow('does not hold');
    expect(() => verifyCosignature(text, `— ${witness.name} ${bytes.toString('base64')}`, key)).toThrow(
      'does not hold',
    );
    expect(() => verifyCosignature(text, line, vkey(ours))).toThrow(`The key of ${ours.name} is not a witness’s.`);
    expect(() => verifyCosignature(text, line.replace(witness.name, 'x'), key)).toThrow('is not by');
    expect(() =>
      openNote(`${signNote(text, ours)}— ${witness.name} ${bytes.toString('base64')}\n`, [vkey(ours), key]),
    ).toThrow(`The signature of ${witness.name} does not hold.`);
  });
});

describe('a receipt', () => {
  const [entry, other] = [Buffer.from('{"v":1}'), hashLeaf(Buffer.from('b'))];
  const root = hashNode(hashLeaf(entry), other);
  const checkpoint = signNote(formatCheckpoint({ origin: ours.name, size: 2, root }), ours);
  const receipt = formatReceipt({ extra: entry, index: 0, proof: [other], checkpoint });

  it('is the page that tlog-proof describes, and is read back', () => {
    expect(receipt).toBe(
      `c2sp.org/tlog-proof@v1\nextra ${entry.toString('base64')}\nindex 0\n${other.toString('base64')}\n\n${checkpoint}`,
    );
    expect(parseReceipt(receipt)).toEqual({ extra: entry, index: 0, proof: [other], checkpoint });
    expect(parseReceipt(formatReceipt({ index: 0, proof: [], checkpoint }))).toEqual({
      index: 0,
      proof: [],
      checkpoint,
    });
  });

  it('shows that the entry is in the log', () => {
    expect(verifyReceipt(receipt, hashLeaf(entry), [vkey(ours)])).toEqual({ origin: ours.name, size: 2, root });
    expect(() => verifyReceipt(receipt, other, [vkey(ours)])).toThrow('Entry 0 is not what the log of 2 holds there.');
    expect(() => verifyReceipt(receipt, hashLeaf(entry), [vkey(theirs)])).toThrow(
      'None of the known keys has signed this note.',
    );
  });

  it.each([
    [receipt.replace('@v1', '@v2'), 'A receipt begins with c2sp.org/tlog-proof@v1.'],
    [receipt.replace('index 0', 'index 00'), 'The index of the receipt is not a whole number without leading zeros.'],
    [receipt.replace('index 0\n', ''), 'A receipt says the index of its entry.'],
    [receipt.replace(other.toString('base64'), 'x'), 'A hash of the receipt is not base64.'],
  ])('is refused when it is none: case %#', (given, sentence) => {
    expect(() => parseReceipt(given)).toThrow(sentence);
  });
});
