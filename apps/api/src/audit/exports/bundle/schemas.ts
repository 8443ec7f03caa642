import { ACCESSES, CHANGES, NOTES } from '#database';
import { OUTCOMES } from '../../leaf.js';

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

const ID = { type: 'string', format: 'uuid' };
const INSTANT = { type: 'string', format: 'date-time' };
const TEXT = { type: 'string' };
const WHOLE = { type: 'integer', minimum: 1 };
const HEX = { type: 'string', pattern: '^[0-9a-f]{64}$' };
const BASE64URL = { type: 'string', contentEncoding: 'base64url' };
const COMMITMENT = { type: 'string', contentEncoding: 'base64', minLength: 44, maxLength: 44 };
const orNull = (schema: { readonly type: string }) => ({ ...schema, type: [schema.type, 'null'] });
const list = (items: object) => ({ type: 'array', items });

/** An object of which all these members are there; a document may have more, an entry may not. */
function object(properties: Readonly<Record<string, object>>, additionalProperties = true) {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties };
}

const ENTRY = object(
  {
    v: { const: 1 },
    id: ID,
    recordedAt: INSTANT,
    occurredAt: INSTANT,
    type: { enum: [...Object.keys(ACCESSES), ...Object.keys(CHANGES), ...NOTES] },
    actor: orNull(ID),
    role: TEXT,
    onBehalfOf: orNull(ID),
    auth: orNull(TEXT),
    session: orNull(ID),
    client: orNull(TEXT),
    ipHash: orNull(TEXT),
    req: TEXT,
    outcome: { enum: OUTCOMES },
    purpose: orNull(TEXT),
    organisation: ID,
    patients: list(ID),
    entity: { enum: [...new Set(Object.values(CHANGES)), null] },
    entityId: orNull(ID),
    version: orNull(WHOLE),
    before: orNull(COMMITMENT),
    after: orNull(COMMITMENT),
    reasonCode: orNull(TEXT),
  },
  false,
);

const ASSERTION = object({
  credentialId: BASE64URL,
  publicKey: BASE64URL,
  rpId: TEXT,
  origin: TEXT,
  authenticatorData: BASE64URL,
  clientDataJSON: BASE64URL,
  signature: BASE64URL,
});

const SIGNATURE = object({
  id: ID,
  revisionHash: HEX,
  signerId: ID,
  printedName: TEXT,
  specialty: TEXT,
  actingRole: TEXT,
  onBehalfOf: orNull(ID),
  meaning: TEXT,
  reason: orNull(TEXT),
  statement: { type: 'string', contentMediaType: 'application/json' },
  digest: HEX,
  method: { enum: ['passkey', 'password+totp', 'totp'] },
  assertion: orNull(ASSERTION),
  signedAt: INSTANT,
  revocation: orNull(object({ reason: TEXT, revokedAt: INSTANT })),
});

const DECISION_REVISION = object({
  caseId: ID,
  number: WHOLE,
  frozen: object({ content: { type: 'object' }, evidence: { type: 'object' }, blinding: { type: 'object' } }),
  hash: HEX,
  rule: { type: 'object' },
  state: TEXT,
  signatures: list(SIGNATURE),
});

const PASSKEY = object({
  userId: ID,
  credentialId: BASE64URL,
  publicKey: BASE64URL,
  enrolledAt: INSTANT,
  revocation: orNull(object({ at: INSTANT, by: ID, reason: TEXT })),
});

const ERASURE = object({ state: { enum: ['asked', 'done', 'rejected'] }, commitments: list(COMMITMENT) });

/** JSON Schemas of entries, and of the documents that a bundle is checked with; by the names of their files. */
export const SCHEMAS: Readonly<Record<string, object>> = {
  entry: { $schema: DIALECT, title: 'An entry of the log', ...ENTRY },
  'decision-revision': { $schema: DIALECT, title: 'A version of a decision', ...DECISION_REVISION },
  passkey: { $schema: DIALECT, title: 'A version of a passkey', ...PASSKEY },
  erasure: { $schema: DIALECT, title: 'A version of an erasure', ...ERASURE },
};
