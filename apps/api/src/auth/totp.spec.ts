import { acceptTotp, fromBase32, newTotpSecret, toEnrolment } from './totp.js';

/** RFC 6238, appendix B: the SHA-1 secret, and its codes cut to six digits. */
const SECRET = Buffer.from('12345678901234567890');

describe('a one-time code', () => {
  it.each([
    ['1970-01-01T00:00:59Z', '287082', 1],
    ['2005-03-18T01:58:29Z', '081804', 37_037_036],
    ['2009-02-13T23:31:30Z', '005924', 41_152_263],
    ['2033-05-18T03:33:20Z', '279037', 66_666_666],
  ])('at %s is %s, as RFC 6238 says', (at, code, step) => {
    expect(acceptTotp(SECRET, code, new Date(at), 0)).toBe(step);
  });

  it.each([
    ['1970-01-01T00:00:29Z', 1, 'is accepted one step early'],
    ['1970-01-01T00:01:29Z', 1, 'is accepted one step late'],
    ['1970-01-01T00:01:30Z', null, 'is refused two steps late'],
  ])('at %s gives step %s: it %s', (at, step, _) => {
    expect(acceptTotp(SECRET, '287082', new Date(at), 0)).toBe(step);
  });

  it.each([
    [0, 1],
    [1, null],
    [2, null],
  ])('after step %i was used gives %s: it serves once, and none before it serves again', (lastStep, step) => {
    expect(acceptTotp(SECRET, '287082', new Date('1970-01-01T00:00:59Z'), lastStep)).toBe(step);
  });

  it('comes from a secret that can be typed', () => {
    const secret = newTotpSecret();
    const enrolment = toEnrolment(secret, 'ada@example.org');

    expect(secret).toHaveLength(20);
    expect(Buffer.from(fromBase32(enrolment.secret))).toEqual(Buffer.from(secret));
    expect(enrolment.uri).toMatch(
      /^otpauth:\/\/totp\/Consilium:ada(@|%40)example\.org\?issuer=Consilium&secret=[A-Z2-7]{32}&/,
    );
  });
});
