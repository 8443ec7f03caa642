import type { SignatureMeaning, Specialty } from '#workflow';
import { signOff, stateOf, type DecisionInMemory, type RevisionInMemory } from './decision-in-memory.js';
import { pick, SPECIALTY_OF, type Deed } from './deeds.js';

/** What somebody has said, as somebody who watched would tell it: what they had before their eyes, and what they made of it. */
interface Saying {
  readonly revision: RevisionInMemory;
  readonly text: string;
  readonly specialty: Specialty;
  readonly meaning: SignatureMeaning;
  isTakenBack: boolean;
  isAccepted: boolean;
}

/** Who must agree, written out: not asked of the rules that are tried here. */
const BOARD: readonly Specialty[] = ['medical-oncology', 'radiation-oncology', 'spine-surgery'];
const PANEL: readonly Specialty[] = ['spine-surgery', 'radiation-oncology'];

/**
 * Watches a decision from outside and knows nothing of hashes and rules: only who was shown which text, and what they said to it. What
 * it finds wrong is wrong.
 */
export class Witness {
  private readonly sayings: Saying[] = [];
  private readonly shown: string[] = [];
  private readonly proposed: string[] = [];
  private readonly wereInForce = new Set<RevisionInMemory>();

  constructor(private readonly decision: DecisionInMemory) {
    this.proposed.push(...decision.revisions.map(({ content }) => content));
  }

  /** Watches one deed, and answers with what it did. @throws when a promise is broken */
  watch(deed: Deed): string {
    const aim = this.aimOf(deed);
    const outcome = this.decision.do(deed);
    if (outcome === 'done') this.keep(deed, aim);
    this.complain();
    return outcome;
  }

  /** What the deed is about, before it is done. */
  private aimOf(deed: Deed) {
    const { revisions, statements, signatures, drafts } = this.decision;
    if (deed.do === 'propose') return { draft: pick(drafts, deed.draft)! };
    if (deed.do === 'ask') return { revision: pick(revisions, deed.revision)! };
    if (deed.do === 'send') return { position: statements.indexOf(pick(statements, deed.statement)!) };
    if (deed.do !== 'revoke' && deed.do !== 'accept-dissent') return {};
    return { saying: signatures.indexOf(pick(signatures, deed.signature)!) };
  }

  private keep(deed: Deed, { draft, revision, position, saying }: ReturnType<Witness['aimOf']> & Aim): void {
    if (draft) this.proposed.push(draft.content);
    if (revision) this.shown.push(revision.content);
    if (position !== undefined) {
      const { who, meaning, revision: signed } = this.decision.statements[position]!;
      const text = this.shown[position]!;
      const specialty = SPECIALTY_OF[who]!;
      this.sayings.push({ revision: signed, text, specialty, meaning, isTakenBack: false, isAccepted: false });
    }
    // Signatures are listed by revision; what was said is listed in the order in which it was said.
    if (saying !== undefined) {
      const said = this.inOrderOfRevisions()[saying]!;
      if (deed.do === 'revoke') said.isTakenBack = true;
      else said.isAccepted = true;
    }
  }

  private inOrderOfRevisions(): Saying[] {
    return this.decision.revisions.flatMap((revision) => this.sayings.filter((said) => said.revision === revision));
  }

  private complain(): void {
    const { revisions } = this.decision;
    for (const state of ['proposed', 'in-force']) {
      const many = revisions.filter((revision) => stateOf(revision) === state).length;
      if (many > 1) throw new Error(`${many} revisions are ${state} at once`);
    }
    revisions.forEach((revision, index) => {
      if (revision.content !== this.proposed[index])
        throw new Error(`revision ${index + 1} was changed after it was proposed`);
      this.complainAboutCounting(revision);
      if (stateOf(revision) === 'in-force') this.complainAboutForce(revision);
    });
  }

  /** Never a counted signature on another text than the one that lies there. */
  private complainAboutCounting(revision: RevisionInMemory): void {
    for (const specialty of signOff(revision).approved) {
      if (!this.saidTo(revision).some((said) => said.specialty === specialty && isApproval(said))) {
        throw new Error(`an approval of ${specialty} counts that nobody gave to this text`);
      }
    }
  }

  /** Never in force on what was not signed. It is judged when it comes in force: nobody can take anything back afterwards. */
  private complainAboutForce(revision: RevisionInMemory): void {
    if (this.wereInForce.has(revision)) return;
    this.wereInForce.add(revision);

    const required = revision.isPanels ? PANEL : BOARD;
    const said = this.saidTo(revision);
    const approving = required.filter((specialty) =>
      said.some((one) => one.specialty === specialty && isApproval(one)),
    );
    const overruled = required.filter((specialty) => said.some((one) => one.specialty === specialty && one.isAccepted));
    const missing = required.filter((specialty) => !approving.includes(specialty) && !overruled.includes(specialty));

    if (missing.length > 0) throw new Error(`in force without ${missing.join(' and ')}`);
    if (overruled.length > 1) throw new Error('in force over more than one dissent');
    if (approving.length === 0) throw new Error('in force with nobody’s approval');
    if (said.some(({ meaning, specialty }) => meaning === 'refuse' && required.includes(specialty))) {
      throw new Error('in force although somebody refused');
    }
  }

  /** What stands of what was said to this revision, in sight of its very text. */
  private saidTo(revision: RevisionInMemory): Saying[] {
    return this.sayings.filter(
      (said) => said.revision === revision && said.text === revision.content && !said.isTakenBack,
    );
  }
}

interface Aim {
  readonly draft?: { readonly content: string };
  readonly revision?: RevisionInMemory;
  readonly position?: number;
  readonly saying?: number;
}

function isApproval({ meaning }: Saying): boolean {
  return meaning === 'approve' || meaning === 'approve-with-reservation';
}
