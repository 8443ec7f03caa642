import { specialistFor } from '../cast.mjs';
import { Trouble } from '../server.mjs';
import { inWords, listed, shortTime } from '../tell.mjs';
import { beginSession, checkDraft, endSession, listCase, openItem, planMeeting, propose } from './discussion.mjs';

/** Each required specialty signs; where the file has a correction, only after the first text was recalled. */
export async function sign(walk, proposed) {
  const { story, people, referral } = walk;
  const { chair } = people;
  story.chapter('Signatures');

  const decision = referral.correction ? await correct(walk, proposed) : proposed;
  let signed = decision;
  for (const [specialty, saying] of Object.entries(referral.signatures)) {
    const signer = specialistFor(specialty, people);
    const { statement, digest } = await askForStatement(walk, signer, decision, saying);
    story.detail(JSON.parse(statement).text);
    const proof = await signer.proveForSigning(digest);
    signed = await story.step(
      signer,
      'proves who they are and signs',
      (they) => they.post(`/decisions/${decision.id}/signatures`, { digest, proof }),
      ({ state, revision }) => `${inWords(saying.meaning)}; the decision is ${inWords(state)}${outstanding(revision)}`,
    );
    if (saying.meaning === 'dissent') signed = await acceptDissent(walk, signed, chair);
  }

  tellSignatures(story, signed.revision);
  return signed;
}

/** The first revision is recalled and a second proposed, while a deputy is about to sign the first: their signature is refused. */
async function correct(walk, first) {
  const { story, people, referral } = walk;
  const { chair, deputy, medicalOncologist } = people;
  const { reason, decision: change } = referral.correction;

  const saying = { meaning: 'approve', onBehalfOf: medicalOncologist.id };
  const { statement, digest } = await askForStatement(walk, deputy, first, saying);
  story.detail(JSON.parse(statement).text);
  const proof = await deputy.proveForSigning(digest);

  await story.step(
    chair,
    'recalls the revision meanwhile',
    (they) => they.post(`/decisions/${first.id}/return`, { reason }),
    ({ state }) => `${state}: ${reason}`,
  );
  const draft = await story.step(
    chair,
    'revises it',
    (they) => they.post(`/decisions/${first.id}/revise`),
    ({ state }) => `a new ${state} with the same content`,
  );
  const content = { ...draft.content, ...change };
  await story.step(
    chair,
    'corrects the draft',
    (they) => they.put(`/decisions/${draft.id}`, { content }, draft.version),
    () => Object.keys(change).join(', '),
  );
  await checkDraft({ story, chair }, draft.id);
  const second = await propose({ story, chair }, draft.id);

  await story.refusal(deputy, 'signs what was shown before', 'revision-not-open-for-signature', (they) =>
    they.post(`/decisions/${first.id}/signatures`, { digest, proof }),
  );
  await story.refusal(deputy, 'puts that signature under the new text', 'revision-changed', (they) =>
    they.post(`/decisions/${second.id}/signatures`, { digest, proof }),
  );
  return second;
}

function askForStatement({ story }, signer, decision, saying) {
  return story.step(
    signer,
    'asks for the statement to sign',
    (they) => they.post(`/decisions/${decision.id}/signing-statements`, saying),
    ({ digest }) => `digest ${digest}`,
  );
}

function acceptDissent({ story, referral }, { id, revision }, chair) {
  const { signatureId } = revision.signOff.dissents.find(({ isAccepted }) => !isAccepted);
  const reason = referral.dissentAcceptedBecause;
  if (!reason)
    throw new Trouble('Somebody dissents: say in dissentAcceptedBecause why the chair lets the decision go on.');
  return story.step(
    chair,
    'lets the decision go on over the dissent, which stays on record',
    (they) => they.post(`/decisions/${id}/dissents/${signatureId}/accept`, { reason }),
    () => reason,
  );
}

function outstanding({ signOff }) {
  return signOff.outstanding.length === 0 ? '' : `, still needs ${listed(signOff.outstanding.map(inWords))}`;
}

function tellSignatures(story, { number, hash, signatures }) {
  story.detail(`Revision ${number}, SHA-256 ${hash}, is signed by`);
  story.table(
    signatures.map(({ printedName, specialty, meaning, signedAt, method }) => [
      `  ${printedName}`,
      inWords(specialty),
      inWords(meaning),
      shortTime(signedAt),
      method,
    ]),
  );
}

/** A decision that was proposed beside a discussion comes before a meeting once more; nobody signs again. */
export async function ratify(walk, caseId, decision) {
  const { story, people } = walk;
  const { chair } = people;
  story.chapter('Ratification');

  const meeting = await planMeeting(walk);
  const item = await listCase(walk, meeting, caseId, 'ratification');
  await beginSession(walk, meeting);
  await openItem(walk, meeting, item);
  await story.step(
    chair,
    'ratifies the decision',
    (they) => they.post(`/decisions/${decision.id}/ratify`),
    ({ revision }) => revision.ratification,
  );
  await endSession({ story, chair }, meeting);
}
