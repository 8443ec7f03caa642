import fc from 'fast-check';
import { CaseStory } from './support/case-story.js';
import { startServer, type TestServer } from './support/server.js';
import { DecisionInMemory, signOff, stateOf } from './support/signing-model/decision-in-memory.js';
import { BoardOnPostgres, DecisionOnPostgres, type Seen } from './support/signing-model/decision-on-postgres.js';
import { anyBeginning, anyStep, pick, type Beginning, type Deed, type Step } from './support/signing-model/deeds.js';
import { anyCommands, deedsOf } from './support/signing-model/play.js';
import { brokenPromisesIn, countInForce } from './support/signing-model/rows.js';
import { Witness } from './support/signing-model/witness.js';

const SEED = 20_260_302;
const IN_MEMORY = 100_000;
const ON_POSTGRES = 300;
const STEPS_IN_MEMORY = 16;
const STEPS_ON_POSTGRES = 10;
/** Boards that decide side by side. */
const LANES = 6;

/** Everything that somebody can try, each of which must have been done and have been refused somewhere on the way. */
const DEEDS = 'draft edit propose ask send revoke accept-dissent revise return withdraw ratify reject'.split(' ');

describe('a decision, whoever does what with it in whatever order', () => {
  it('is never in force on what was not signed, and counts no signature on another text: 100 000 ways, by the rules alone', () => {
    const done = new Set<string>();
    const refused = new Set<string>();
    let inForce = 0;

    const everyWay = fc.property(anyBeginning, anyCommands(STEPS_IN_MEMORY), (beginning, commands) => {
      const decision = new DecisionInMemory(beginning);
      const witness = new Witness(decision);
      const watch = (deed: Deed) => {
        const outcome = witness.watch(deed);
        (outcome === 'done' ? done : refused).add(deed.do);
        return outcome;
      };
      fc.modelRun(() => ({ model: {}, real: { decision, watch } }), commands);
      inForce += decision.revisions.filter(({ events }) => events.includes('in-force')).length;
    });
    fc.assert(everyWay, { seed: SEED, numRuns: IN_MEMORY });

    expect([...done].sort()).toEqual([...DEEDS, 'put-up'].sort());
    expect(DEEDS.filter((deed) => !refused.has(deed))).toEqual(['draft']);
    expect(inForce).toBeGreaterThan(10_000);
  }, 300_000);

  it.each<[string, (decision: DecisionInMemory) => void, string]>([
    [
      'a text that was changed after it was signed',
      ({ revisions }) => Object.assign(revisions[0]!, { content: 'Something else.' }),
      'revision 1 was changed after it was proposed',
    ],
    [
      'a signature that was moved to another text',
      ({ revisions }) => {
        const { hash: revisionHash, signatures } = revisions[1]!;
        signatures.push(...revisions[0]!.signatures.map((signature) => ({ ...signature, revisionHash })));
      },
      'an approval of medical-oncology counts that nobody gave to this text',
    ],
    [
      'a decision in force before everybody has signed it',
      ({ revisions }) => revisions[1]!.events.push('in-force'),
      'in force without medical-oncology and radiation-oncology and spine-surgery',
    ],
  ])('is watched by a witness who would notice %s', (_, tamper, complaint) => {
    const decision = new DecisionInMemory('board');
    const witness = new Witness(decision);
    const deeds: Deed[] = [
      { do: 'ask', who: 'medicalOncologist', revision: 0, meaning: 'approve' },
      { do: 'send', statement: 0, revision: null },
      { do: 'revise', who: 'chair', revision: 0 },
      { do: 'propose', who: 'chair', draft: 0 },
    ];
    expect(deeds.map((deed) => witness.watch(deed))).toEqual(['done', 'done', 'done', 'done']);

    tamper(decision);

    expect(() => witness.watch({ do: 'draft', who: 'coordinator' })).toThrow(complaint);
  });

  describe('on PostgreSQL', () => {
    let server: TestServer;
    beforeAll(async () => {
      server = await startServer();
    });
    afterAll(() => server.close());

    it('does and refuses what the rules alone do and refuse, 300 ways, and what lies there afterwards keeps the same promises', async () => {
      const way = fc.tuple(
        anyBeginning,
        fc.array(anyStep, { minLength: 4, maxLength: STEPS_ON_POSTGRES, size: 'max' }),
      );
      const ways = fc.sample(way, { seed: SEED, numRuns: ON_POSTGRES });
      const organisation = await server.given.organisation();
      const disagreements: string[] = [];

      await Promise.all(
        Array.from({ length: LANES }, async (_, lane) => {
          const hospital = await server.given.board({ organisation });
          const board = await BoardOnPostgres.open(server, hospital, new CaseStory(server, hospital));
          for (const [index, [beginning, steps]] of ways.entries()) {
            if (index % LANES !== lane) continue;
            const disagreement = await compare(board, beginning, steps);
            if (disagreement) disagreements.push(`way ${index}, ${disagreement}`);
          }
        }),
      );

      expect(disagreements).toEqual([]);
      expect(await brokenPromisesIn(server)).toEqual([]);
      expect(await countInForce(server)).toBeGreaterThan(30);
    }, 600_000);
  });
});

/** Goes one way in both places at once; answers where they part, if they do. */
async function compare(
  board: BoardOnPostgres,
  beginning: Beginning,
  steps: readonly Step[],
): Promise<string | undefined> {
  const decision = new DecisionInMemory(beginning);
  const witness = new Witness(decision);
  const kept = await DecisionOnPostgres.begin(board, beginning, decision.revisions[0]!.content);
  const done: string[] = [beginning];

  for (const step of steps) {
    const deeds = deedsOf(step, decision);
    let next = deeds.next('');
    while (!next.done) {
      const deed = next.value;
      const expected = witness.watch(deed);
      const outcome = await kept.do(deed, textOf(decision, deed));
      done.push(`${JSON.stringify(deed)} ${outcome}`);
      if (outcome !== expected) return `the rules say ${expected} after ${done.join(', ')}`;
      next = deeds.next(outcome);
    }
  }

  const [there, here] = [JSON.stringify(await kept.seen()), JSON.stringify(seenIn(decision))];
  return there === here ? undefined : `PostgreSQL holds ${there} and the rules ${here} after ${done.join(', ')}`;
}

/** What the draft says that a deed has just written. */
function textOf({ drafts }: DecisionInMemory, deed: Deed): string {
  const draft = deed.do === 'edit' ? pick(drafts, deed.draft) : drafts.at(-1);
  return draft?.content ?? 'Text 0.';
}

function seenIn(decision: DecisionInMemory): Seen {
  const revisions = decision.revisions.map((revision) => ({
    content: revision.content,
    state: stateOf(revision),
    ratification: revision.ratification,
    approved: [...signOff(revision).approved].sort(),
    signatures: revision.signatures.map(
      ({ specialty, meaning, isRevoked }) => `${specialty} ${meaning}${isRevoked ? ', revoked' : ''}`,
    ),
  }));
  return { caseState: decision.caseState, revisions };
}
