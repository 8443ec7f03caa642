import { SAM, signatureBy, wholeStory, DecisionStory } from './support/decision-story.js';
import { bundleOf, caseBundle, organisationBundle } from './support/bundle-of.js';
import { SoftwareKey, type Algorithm } from './support/software-key.js';
import { faultOf, told } from './support/verdict.js';

describe('the bundle of a whole log', () => {
  it('says what was proven with the key that the auditor was told', async () => {
    const story = wholeStory();
    const sentences = told(await organisationBundle(story), { keys: [story.log.key, story.log.witnessKey] });

    expect(sentences[0]).toBe(
      'This bundle holds: everything that could be checked was checked, and nothing was altered.',
    );
    expect(sentences[1]).toMatch(/^It is the whole, 17 entries, of the log board\.example\/0198f3a2-7c1e/);
    expect(sentences).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^- The end of the log, 17 entries, is signed with the key .*, which you gave\.$/),
        expect.stringMatching(
          /^- The witness witness\.example \(.*\) saw this very end on 2026-03-02T10:00:00\.000Z\.$/,
        ),
        '- All 17 entries and all hash tiles lead to the signed root: none was altered, removed, inserted or moved. They were recorded between 2026-03-02T09:00:00.000250Z and 2026-03-02T09:00:16.000250Z.',
        '- 9 documents of records are those that their entries commit to. Every version names the one before it as it is.',
        '- Every decision (1) has the hash of its content, its evidence and what was written before the discussion.',
        '- Every signature by passkey (2) was made with its signer’s own, its owner verified, for exactly that content.',
        '- Every signature is of the very time at which the entry that recorded it says that it happened.',
        '- Who gave the signatures by password and code (1): the server checked that, and nobody can repeat it. What they say is bound to the content.',
      ]),
    );
  });

  it('does not pass for the hospital’s while its key came with it', async () => {
    const [first, ...rest] = told(await organisationBundle(wholeStory()));

    expect(first).toBe('This bundle is consistent in itself. Who made it is NOT proven: the key came with the bundle.');
    expect(rest.join('\n')).toContain('Whoever can make a key can make a bundle');
  });

  it.each([0, 1, 5, 16, 17])(
    'shows that the log still begins with the %i entries of a checkpoint that was kept',
    async (size) => {
      const story = wholeStory();
      const since = { text: story.log.checkpoint(size), where: 'kept' };

      expect(told(await organisationBundle(story), { since }).join('\n')).toContain(
        `The log still begins with the ${size} entries of the checkpoint that you kept (kept): since then it was only appended to.`,
      );
    },
  );

  it('takes a receipt for a kept checkpoint', async () => {
    const story = wholeStory();
    const receipt = (await caseBundle(story)).get('receipts/3.tlog-proof')!.toString();
    story.log.idle(300);

    const sentences = told(await organisationBundle(story), { since: { text: receipt, where: 'receipt' } }).join('\n');
    expect(sentences).toContain('still begins with the 17 entries');
  });

  it('says what was erased', async () => {
    const story = wholeStory();
    story.erase([story.commitmentAt(5), story.commitmentAt(6)]);

    expect(told(await organisationBundle(story)).join('\n')).toContain(
      '8 documents of records are those that their entries commit to. Erased, as erasures in this log say: 2 more; their commitments stand.',
    );
  });

  it('may be empty', async () => {
    expect(told(await bundleOf(new DecisionStory().log, { scope: 'organisation' })).join('\n')).toContain(
      'All 0 entries',
    );
  });
});

describe('the bundle of a case', () => {
  it('proves each of its entries, and says that more may follow', async () => {
    const story = wholeStory();
    const sentences = told(await caseBundle(story), { keys: [story.log.key] }).join('\n');

    expect(sentences).toContain('Each of the 10 entries stands in the log of 17 at its place, unaltered');
    expect(sentences).toContain('- That nothing follows the last version of each record here');
  });

  it('shows that the log is the one of a kept checkpoint', async () => {
    const story = wholeStory();
    const since = { text: story.log.checkpoint(4), where: 'kept' };

    expect(told(await caseBundle(story), { since }).join('\n')).toContain('still begins with the 4 entries');
  });
});

describe('the bundle of a period', () => {
  it('holds every entry between two places, and passkeys from before', async () => {
    const story = wholeStory();
    const files = await bundleOf(story.log, { scope: 'period', from: 10, to: 17, supporting: story.supporting });

    expect(told(files)[1]).toMatch(/^It is the period from entry 10 to before entry 17 of the log/);
  });

  it('may be without an entry', async () => {
    const { log } = wholeStory();
    expect(faultOf(await bundleOf(log, { scope: 'period', from: 4, to: 4 }))).toBeNull();
  });
});

describe('a passkey', () => {
  it.each<Algorithm>(['ES256', 'EdDSA', 'RS256'])('may sign with %s', async (algorithm) => {
    const story = new DecisionStory();
    const key = new SoftwareKey('a2V5', algorithm);
    story.enrol(SAM, key).decide([signatureBy(SAM, key)]);

    expect(told(await organisationBundle(story)).join('\n')).toContain('Every signature by passkey (1)');
  });

  it('that was revoked later signed rightly before', async () => {
    const story = new DecisionStory();
    story.enrol(SAM, story.samsKey).decide([signatureBy(SAM, story.samsKey)]);
    story.enrol(SAM, story.samsKey, {
      revocation: { at: '2026-03-02T09:30:00.000Z', by: SAM.userId, reason: 'Lost.' },
    });

    expect(faultOf(await organisationBundle(story))).toBeNull();
  });
});
