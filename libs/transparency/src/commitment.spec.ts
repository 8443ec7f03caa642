import { createHash } from 'node:crypto';
import { commitTo, sha256 } from './commitment.js';

describe('a commitment', () => {
  it('is the SHA-256 of salt and document', () => {
    const { salt, document, digest } = commitTo('{"a":1}');

    expect(salt).toHaveLength(32);
    expect(document.toString('utf8')).toBe('{"a":1}');
    expect(digest).toEqual(createHash('sha256').update(salt).update('{"a":1}').digest());
  });

  it('never repeats for the same document', () => {
    expect(commitTo('{}').digest).not.toEqual(commitTo('{}').digest);
  });

  it('hashes the empty text as the standard says', () => {
    expect(sha256('').toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });
});
