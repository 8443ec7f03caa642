import { readFileSync } from 'node:fs';
import { Trouble } from './server.mjs';

const SIGNATORIES = ['medical-oncology', 'radiation-oncology', 'spine-surgery'];

/** What the file holds; the README beside it says what each part means. What lies deeper is the server's to judge. */
const SHAPE = {
  about: 'text',
  patient: { familyName: 'text', givenName: 'text', bornOn: 'text', sex: 'text' },
  question: 'text',
  suspicion: 'object',
  examinedBy: 'text',
  facts: 'object',
  'readinessOverrides?': 'object',
  preliminaryPlans: 'object',
  decision: 'object',
  'checkOverrides?': 'object',
  'correction?': { reason: 'text', decision: 'object' },
  signatures: Object.fromEntries(SIGNATORIES.map((specialty) => [specialty, 'object'])),
  'dissentAcceptedBecause?': 'text',
  'treatments?': [{ recommendation: 'number', 'note?': 'text' }],
  clinicallyIndicatedScan: { reason: 'text', report: 'object' },
};

/**
 * The referral as the file tells it.
 * @throws {Trouble} a sentence that names the file and the field
 */
export function readReferral(path) {
  const referral = parse(path, read(path));
  requireShape(referral, SHAPE, path, '');
  return referral;
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new Trouble(`The file ${path} cannot be read (${cause.code}): name one such as demo/referral.json.`, {
      cause,
    });
  }
}

function parse(path, text) {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Trouble(`The file ${path} is no JSON: ${cause.message}.`, { cause });
  }
}

function requireShape(value, shape, path, where) {
  if (typeof shape === 'string') return requireType(value, shape, path, where);
  if (Array.isArray(shape)) {
    requireType(value, 'list', path, where);
    value.forEach((item, place) => requireShape(item, shape[0], path, `${where.slice(0, -1)}[${place}].`));
    return;
  }
  requireType(value, 'object', path, where);

  const known = Object.fromEntries(Object.entries(shape).map(([name, part]) => [name.replace('?', ''), part]));
  const unknown = Object.keys(value).find((name) => !Object.hasOwn(known, name));
  if (unknown !== undefined) {
    const names = Object.keys(known).join(', ');
    throw new Trouble(`${path}: the field ${where}${unknown} is unknown. There are: ${names}.`);
  }
  for (const [name, part] of Object.entries(known)) {
    const isOptional = Object.hasOwn(shape, `${name}?`);
    if (value[name] === undefined && isOptional) continue;
    if (value[name] === undefined) throw new Trouble(`${path}: the field ${where}${name} is missing.`);
    requireShape(value[name], part, path, `${where}${name}.`);
  }
}

function requireType(value, type, path, where) {
  const field = where.replace(/\.$/, '');
  if (TYPES[type].isRight(value)) return;
  throw new Trouble(`${path}: ${field === '' ? 'the file' : `the field ${field}`} must be ${TYPES[type].called}.`);
}

const TYPES = {
  object: {
    called: 'an object',
    isRight: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  },
  list: { called: 'a list with something in it', isRight: (value) => Array.isArray(value) && value.length > 0 },
  text: { called: 'a text that is not empty', isRight: (value) => typeof value === 'string' && value.trim() !== '' },
  number: { called: 'a whole number', isRight: Number.isInteger },
};
