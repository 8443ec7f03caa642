import { ACCESSES, CHANGES, type AccessType, type ChangeType, type Entity } from '#database';
import { code, id, IsCode, IsId, IsInstant, IsListOf, IsPart, IsText } from '../../http/index.js';
import { ActorView, toActorView } from '../actor.view.js';
import { grantOf, type Leaf } from '../leaf.js';
import type { Names } from '../names.repository.js';
import { isChange } from '../sentences.js';
import type { Disclosure } from './disclosures.repository.js';
import { tellDisclosure } from './tell-disclosure.js';

const ACCESS_TYPES = Object.keys(ACCESSES) as AccessType[];
const CHANGE_TYPES = Object.keys(CHANGES) as ChangeType[];
const ENTITIES = [...new Set(Object.values(CHANGES))];

export class ShownRecordView {
  @IsCode(ENTITIES, { example: 'case' })
  entity: Entity;

  @IsId({ about: 'A patient by the alias of the log.' })
  entityId: string;
}

export class DisclosureView {
  @IsId({ about: 'The first event that names the patient; GET /audit/events/{eventId} shows it.' })
  eventId: string;

  @IsInstant({ about: 'When: the database’s own time.' })
  recordedAt: string;

  @IsText({ max: 2_000, example: 'Dr Anna Berg (specialist) asked to open a case and was shown the patient.' })
  sentence: string;

  @IsPart(() => ActorView, { nullable: true, about: 'Who; null for the system itself.' })
  actor: ActorView | null;

  @IsText({ max: 200, about: 'As which role: those of the account, joined by +.', example: 'specialist' })
  role: string;

  @IsPart(() => ActorView, { nullable: true, about: 'For whom a deputy acted.' })
  onBehalfOf: ActorView | null;

  @IsCode(ACCESS_TYPES, { about: 'Through which act.', example: 'case.opened' })
  act: AccessType;

  @IsListOf(code(CHANGE_TYPES), { max: 1_000, about: 'What of the patient they changed by it.' })
  changes: ChangeType[];

  @IsListOf(() => ShownRecordView, { max: 1_000, about: 'Which records it was about; none for a list.' })
  records: ShownRecordView[];

  @IsText({ max: 100, nullable: true, about: 'Why, where a reason was asked for.', example: 'emergency-treatment' })
  reasonCode: string | null;

  @IsId({ nullable: true, about: 'Under which break-glass; null where their own boards show the patient.' })
  breakGlassId: string | null;

  @IsText({ max: 100, nullable: true, about: 'How they had proved who they are.', example: 'password+totp' })
  auth: string | null;

  @IsText({ max: 200, nullable: true, about: 'From which program.', example: 'Mozilla/5.0' })
  client: string | null;

  @IsText({ max: 100, example: '0190a6a0-7c1e-7b2e-8f53-3c1d7e2f4a5b' })
  requestId: string;

  @IsListOf(id(), { max: 1_000, about: 'Every event of the act that names the patient.' })
  events: string[];
}

export function toDisclosureView(disclosure: Disclosure, names: Names): DisclosureView {
  const { eventId, opening, naming, granting } = disclosure;
  const { recordedAt, actor, role, auth, client, req } = opening;
  const onBehalfOf = naming.find((leaf) => leaf.onBehalfOf !== null)?.onBehalfOf ?? null;
  const underGrant = naming.find((leaf) => grantOf(leaf) !== null);
  return {
    eventId,
    recordedAt,
    sentence: tellDisclosure(disclosure, names),
    actor: actor === null ? null : toActorView(actor, names),
    role,
    onBehalfOf: onBehalfOf === null ? null : toActorView(onBehalfOf, names),
    act: opening.type as AccessType,
    changes: [...new Set(naming.map(({ type }) => type).filter(isChange))],
    records: recordsOf(naming),
    reasonCode: granting?.reasonCode ?? naming.find(({ reasonCode }) => reasonCode !== null)?.reasonCode ?? null,
    breakGlassId: underGrant ? grantOf(underGrant) : null,
    auth,
    client,
    requestId: req,
    events: naming.map((leaf) => leaf.id),
  };
}

function recordsOf(naming: readonly Leaf[]): ShownRecordView[] {
  const records = naming.flatMap(({ entity, entityId }) => (entity && entityId ? [{ entity, entityId }] : []));
  return [...new Map(records.map((record) => [record.entityId, record])).values()];
}
