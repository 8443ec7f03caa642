import { STAFF } from '../prisma/seed/demonstration-users.ts';
import { Person } from './person.mjs';
import { Trouble } from './server.mjs';

const CAST = [
  'coordinator',
  'medicalOncologist',
  'radiationOncologist',
  'spineSurgeon',
  'chair',
  'radiologist',
  'deputy',
  'auditor',
  'administrator',
];

/** Those who take part, each signed in with password and code. */
export async function demonstrationPeople(server, story) {
  story.chapter('Everybody signs in');
  const people = {};
  for (const key of CAST) {
    const person = new Person(server, STAFF[key], (sentence) => story.aside(sentence));
    await person.signIn();
    people[key] = person;
  }
  story.table(CAST.map((key) => [people[key].name, STAFF[key].role]));
  return people;
}

/** The board on which they sit. */
export async function openBoard({ coordinator }, story) {
  const [seat] = coordinator.seats;
  if (!seat) throw new Trouble(`${coordinator.name} sits on no board, so there is nobody to refer a case to.`);
  return story.step(
    coordinator,
    'opens the board',
    (they) => they.get(`/boards/${seat.boardId}`),
    ({ name, timeZone, members }) => `${name}, ${members.length} members, ${timeZone}`,
  );
}

/** Who of the three signing specialties speaks for this one. */
export function specialistFor(specialty, { medicalOncologist, radiationOncologist, spineSurgeon }) {
  const specialists = [medicalOncologist, radiationOncologist, spineSurgeon];
  const specialist = specialists.find((person) => person.specialty === specialty);
  if (specialist) return specialist;

  const known = specialists.map((person) => person.specialty).join(', ');
  throw new Trouble(`Nobody of this walk sits for ${specialty}. There are: ${known}.`);
}
