/**
 * `npm run demo [file]`: takes one case from its referral to a signed decision with its imaging follow-up, over HTTP, against the
 * running server, as the people of the demonstration board would. The file says who the patient is and what is found and decided.
 */
import { demonstrationPeople, openBoard } from './cast.mjs';
import { decide, discuss } from './chapters/discussion.mjs';
import { readHistory } from './chapters/history.mjs';
import { imageToday, planImaging } from './chapters/imaging.mjs';
import { examine, refer } from './chapters/referral.mjs';
import { ratify, sign } from './chapters/signatures.mjs';
import { treat } from './chapters/treatment.mjs';
import { readReferral } from './referral-file.mjs';
import { resolveTimes } from './relative-time.mjs';
import { Server, serverAddress, Trouble } from './server.mjs';
import { Story } from './story.mjs';

try {
  await walk(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Trouble)) throw error;
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}

async function walk([file = 'demo/referral.json', ...more]) {
  if (more.length > 0) throw new Trouble('Name one file: npm run demo -- demo/referral.json');
  const read = readReferral(file);
  const server = new Server(serverAddress(process.env));
  await server.requireReady();

  const story = new Story();
  story.title(read.about, `${file}, at ${server.address}`);
  const people = await demonstrationPeople(server, story);
  const board = await openBoard(people, story);
  const referral = resolveTimes(read, { now: new Date(), timeZone: board.timeZone });
  const scene = { story, people, board, referral };

  const caseId = await refer(scene);
  await examine(scene, caseId);
  const discussion = await discuss(scene, caseId);
  const proposed = await decide(scene, caseId, discussion);
  const decision = await sign(scene, proposed);
  if (decision.revision.awaitsRatification) await ratify(scene, caseId, decision);
  await treat(scene, caseId);
  await planImaging(scene, caseId);
  await imageToday(scene, caseId);
  await readHistory(scene, caseId);

  story.end();
}
