import type { DecisionContent } from '#pathway';
import type { CaseStory } from '../case-story.js';
import { compression, QUORATE, soundContent, soundFacts } from '../case-story.js';
import type { Answer, Call } from '../client.js';
import type { Hospital } from '../given.js';
import { Passkeys } from '../passkeys.js';
import type { TestServer } from '../server.js';
import { SoftwareAuthenticator } from '../software-authenticator.js';
import { pick, type Beginning, type Deed, type PersonName } from './deeds.js';

type SignatureMeaning = Extract<Deed, { do: 'ask' }>['meaning'];

interface Statement {
  readonly who: PersonName;
  readonly revision: string;
  readonly digest: string;
  /** Serves until it was used; a refused signature leaves it unused. */
  proof?: string;
}

/** How a decision stands, wherever it lies. */
export interface Seen {
  readonly caseState: string;
  readonly revisions: readonly {
    readonly content: string;
    readonly state: string;
    readonly ratification: string | null;
    readonly approved: readonly string[];
    readonly signatures: readonly string[];
  }[];
}

const SIGNERS = ['chair', 'medicalOncologist', 'radiationOncologist', 'spineSurgeon', 'radiologist'] as const;
const REASON = { reason: 'Because.' };

/** A board on which one case after the other is decided: its people carry their passkeys, and one meeting at a time is in session. */
export class BoardOnPostgres {
  private readonly keys = new Map<PersonName, SoftwareAuthenticator>();
  private meetingId: string | null = null;

  private constructor(
    readonly server: TestServer,
    readonly hospital: Hospital,
    readonly story: CaseStory,
  ) {}

  static async open(server: TestServer, hospital: Hospital, story: CaseStory): Promise<BoardOnPostgres> {
    const board = new BoardOnPostgres(server, hospital, story);
    for (const who of SIGNERS) {
      const key = new SoftwareAuthenticator(undefined, false);
      board.keys.set(who, await new Passkeys(server).enrolled(hospital[who], key));
    }
    return board;
  }

  as(who: PersonName) {
    return this.server.as(this.hospital[who]);
  }

  /** Proves the identity of a signer for exactly this digest. */
  async prove(who: PersonName, digest: string): Promise<string> {
    const challenge = Buffer.from(digest, 'hex').toString('base64url');
    const assertion = this.keys.get(who)!.get({ challenge, rpId: 'localhost' });
    const body = { purpose: 'sign-decision', digest, assertion };
    return (await this.as(who).post('/auth/step-up', body).expect(200)).body.proof;
  }

  /** Puts the case's provisional decision before the quorate board. */
  async putUp(caseId: string): Promise<void> {
    await this.endMeeting();
    const listed = await this.story.listed(caseId, await this.story.meeting(), 'ratification');
    this.meetingId = listed.meetingId;
    await this.story.opened(listed, QUORATE);
  }

  async endMeeting(): Promise<void> {
    if (this.meetingId === null) return;
    await this.as('chair').post(`/meetings/${this.meetingId}/end`).expect(200);
    this.meetingId = null;
  }
}

/** The decision of one case on the real server: each deed is the request that a person would send. */
export class DecisionOnPostgres {
  private readonly drafts: string[] = [];
  private readonly revisions: string[] = [];
  private readonly statements: Statement[] = [];
  private readonly signaturesOf = new Map<string, string[]>();

  private constructor(
    private readonly board: BoardOnPostgres,
    readonly caseId: string,
    first: string,
  ) {
    this.revisions.push(first);
  }

  static async begin(board: BoardOnPostgres, beginning: Beginning, text: string): Promise<DecisionOnPostgres> {
    await board.endMeeting();
    return beginning === 'panel' ? this.byPanel(board, contentOf(text)) : this.byBoard(board, contentOf(text));
  }

  private static async byPanel(board: BoardOnPostgres, content: DecisionContent): Promise<DecisionOnPostgres> {
    const { story, hospital, server } = board;
    const caseId = await story.inWorkup(soundFacts, compression);
    const panel = [hospital.spineSurgeon, hospital.radiationOncologist].map(({ id: userId, specialty }) => ({
      specialty,
      userId,
      reachedAt: server.clock.now().toISOString(),
    }));
    const decision = { content, panel, overrides: [] };
    const { body } = await board.as('spineSurgeon').post(`/cases/${caseId}/emergency-decisions`, decision).expect(201);
    return new DecisionOnPostgres(board, caseId, body.id);
  }

  private static async byBoard(board: BoardOnPostgres, content: DecisionContent): Promise<DecisionOnPostgres> {
    const { caseId, meetingId } = await board.story.inDiscussion();
    const id = await board.story.drafted(caseId, content);
    await board.as('chair').post(`/decisions/${id}/propose`).expect(200);
    await board.as('chair').post(`/meetings/${meetingId}/end`).expect(200);
    return new DecisionOnPostgres(board, caseId, id);
  }

  /** Does the deed; `text` is what a draft is to say. */
  async do(deed: Deed, text: string): Promise<string> {
    switch (deed.do) {
      case 'draft':
        return this.draft(deed.who, text);
      case 'edit':
        return this.edit(deed.who, pick(this.drafts, deed.draft)!, text);
      case 'propose':
        return this.propose(deed.who, pick(this.drafts, deed.draft)!);
      case 'ask':
        return this.ask(deed.who, pick(this.revisions, deed.revision)!, deed.meaning);
      case 'send': {
        const statement = pick(this.statements, deed.statement)!;
        const revision = deed.revision === null ? statement.revision : pick(this.revisions, deed.revision)!;
        return this.send(statement, revision);
      }
      case 'revoke':
        return this.onSignature(deed.who, deed.signature, (id) => `signatures/${id}/revoke`);
      case 'accept-dissent':
        return this.onSignature(deed.who, deed.signature, (id) => `dissents/${id}/accept`);
      case 'revise':
        return this.revise(deed.who, pick(this.revisions, deed.revision)!);
      case 'return':
      case 'withdraw':
      case 'reject':
      case 'ratify': {
        const body = deed.do === 'ratify' ? undefined : REASON;
        const id = pick(this.revisions, deed.revision)!;
        return outcomeOf(await this.board.as(deed.who).post(`/decisions/${id}/${deed.do}`, body));
      }
      case 'put-up':
        await this.board.putUp(this.caseId);
        return 'done';
    }
  }

  /** What lies there now, oldest revision first, as the case's list of decisions shows it. */
  async seen(): Promise<Seen> {
    const { items } = (await this.board.as('chair').get(`/cases/${this.caseId}/decisions?limit=200`).expect(200)).body;
    const caseState = await this.board.story.stateOf(this.caseId);
    const revisions = this.revisions.map((id) => {
      const { content, state, revision } = items.find((item: { id: string }) => item.id === id);
      return {
        content: content.summary,
        state,
        ratification: revision.ratification,
        approved: [...revision.signOff.approved].sort(),
        signatures: revision.signatures.map(toSignature),
      };
    });
    return { caseState, revisions };
  }

  private draft(who: PersonName, text: string): Promise<string> {
    const asked = this.board.as(who).post(`/cases/${this.caseId}/decisions`, { content: contentOf(text) });
    return this.keep(asked, ({ id }) => this.drafts.push(id));
  }

  private async edit(who: PersonName, id: string, text: string): Promise<string> {
    const client = this.board.as(who);
    const { headers } = await client.get(`/decisions/${id}`).expect(200);
    const content = contentOf(text);
    return outcomeOf(await client.put(`/decisions/${id}`, { content }, { 'if-match': String(headers['etag']) }));
  }

  private propose(who: PersonName, id: string): Promise<string> {
    // No two proposals in the same moment, so that no two revisions freeze the same.
    this.board.server.clock.advance({ seconds: 0.001 });
    return this.keep(this.board.as(who).post(`/decisions/${id}/propose`), () => this.revisions.push(id));
  }

  private ask(who: PersonName, revision: string, meaning: SignatureMeaning): Promise<string> {
    const wish = meaning === 'approve' ? { meaning } : { meaning, ...REASON };
    const asked = this.board.as(who).post(`/decisions/${revision}/signing-statements`, wish);
    return this.keep(asked, ({ digest }) => this.statements.push({ who, revision, digest }));
  }

  private async send(statement: Statement, revision: string): Promise<string> {
    const { who, digest } = statement;
    const proof = (statement.proof ??= await this.board.prove(who, digest));
    const sent = this.board.as(who).post(`/decisions/${revision}/signatures`, { digest, proof });
    return this.keep(sent, (body) =>
      this.signaturesOf.set(
        revision,
        body.revision.signatures.map(({ id }: { id: string }) => id),
      ),
    );
  }

  private revise(who: PersonName, revision: string): Promise<string> {
    return this.keep(this.board.as(who).post(`/decisions/${revision}/revise`), ({ id }) => this.drafts.push(id));
  }

  private async onSignature(who: PersonName, back: number, path: (id: string) => string): Promise<string> {
    const all = this.revisions.flatMap((revision) =>
      (this.signaturesOf.get(revision) ?? []).map((signature) => ({ revision, signature })),
    );
    const { revision, signature } = pick(all, back)!;
    return outcomeOf(await this.board.as(who).post(`/decisions/${revision}/${path(signature)}`, REASON));
  }

  private async keep(call: Call, whenDone: (body: Answer['body']) => unknown): Promise<string> {
    const answer = await call;
    if (answer.status < 300) whenDone(answer.body);
    return outcomeOf(answer);
  }
}

function toSignature({ specialty, meaning, revocation }: Record<string, string | null>): string {
  return `${specialty} ${meaning}${revocation === null ? '' : ', revoked'}`;
}

function contentOf(summary: string): DecisionContent {
  return { ...soundContent, summary };
}

function outcomeOf({ status, body }: Answer): string {
  return status < 300 ? 'done' : (body.code as string);
}
