import type { Refusal } from '#workflow';
import {
  code,
  IsCode,
  IsDay,
  IsDocument,
  IsFlag,
  IsId,
  IsListOf,
  IsPart,
  IsRecordOf,
  IsText,
  IsWhole,
  whole,
} from './fields/index.js';
import { PageQuery } from './paging.js';
import { readData, RequestDataPipe } from './request-data.pipe.js';

class Lesion {
  @IsCode(['C1', 'T4', 'L5'])
  level: string;

  @IsFlag({ optional: true })
  isTreated?: boolean;
}

class Primary {
  @IsText({ max: 20, example: 'breast' })
  site: string;
}

class RecordFacts {
  @IsWhole({ min: 0, max: 100, step: 10 })
  kps: number;

  @IsPart(() => Primary)
  primary: Primary;

  @IsListOf(() => Lesion, { max: 2, optional: true })
  lesions?: Lesion[];

  @IsListOf(code(['brain', 'liver']), { max: 2, unique: true, optional: true })
  metastases?: string[];

  @IsRecordOf(whole({ min: 0, max: 6 }), { max: 2, optional: true, example: { pain: 3 } })
  points?: Record<string, number>;

  @IsDocument({ optional: true, example: {} })
  remarks?: Record<string, unknown>;

  @IsDay({ optional: true, nullable: true })
  diagnosedOn?: string | null;

  @IsPart(() => Primary, { optional: true, nullable: true })
  secondPrimary?: Primary | null;
}

class CaseIdParam {
  @IsId()
  caseId: string;
}

class CasesQuery extends PageQuery {
  @IsListOf(code(['ready', 'listed']), { max: 2, optional: true })
  state?: string[];

  @IsFlag({ optional: true })
  overdue?: boolean;
}

const facts = { kps: 40, primary: { site: 'breast' } };
const errorsOf = (data: unknown) => readData(RecordFacts, data).errors;
const refusalOf = (type: 'body' | 'query' | 'param', metatype: new () => object, value: unknown): Refusal => {
  try {
    new RequestDataPipe().transform(value, { type, metatype });
  } catch (error) {
    return error as Refusal;
  }
  throw new Error('was not refused');
};

describe('reading a body', () => {
  it('gives an instance of the class, parts and lists included', () => {
    const { instance, errors } = readData(RecordFacts, { ...facts, lesions: [{ level: 'T4' }] });

    expect(errors).toEqual([]);
    expect(instance).toBeInstanceOf(RecordFacts);
    expect(instance).toEqual({ kps: 40, primary: { site: 'breast' }, lesions: [{ level: 'T4' }] });
    expect((instance as RecordFacts).lesions?.[0]).toBeInstanceOf(Lesion);
  });

  it('says what a missing field must be', () => {
    expect(errorsOf({ primary: { site: 'breast' } })).toEqual([
      { pointer: '/kps', message: 'kps is required: a whole number from 0 to 100 in steps of 10.', code: 'required' },
    ]);
  });

  it('points into parts and lists', () => {
    expect(errorsOf({ kps: '40', primary: { site: '' }, lesions: [{ level: 'T4' }, { level: 'T13' }] })).toEqual([
      { pointer: '/kps', message: 'kps must be a whole number from 0 to 100 in steps of 10.', code: 'whole-number' },
      {
        pointer: '/primary/site',
        message: 'site must be text of at most 20 characters, not blank and without control characters.',
        code: 'text',
      },
      { pointer: '/lesions/1/level', message: 'level must be one of C1, T4, L5.', code: 'code' },
    ]);
  });

  it('points at the element of a list of codes and of a record', () => {
    expect(errorsOf({ ...facts, metastases: ['brain', 'lung'], points: { pain: 3, motor: 7 } })).toEqual([
      { pointer: '/metastases/1', message: 'metastases[1] must be one of brain, liver.', code: 'code' },
      { pointer: '/points/motor', message: 'points[motor] must be a whole number from 0 to 6.', code: 'whole-number' },
    ]);
  });

  it.each([
    ['an object for a list', { lesions: { level: 'T4' } }, '/lesions', 'list'],
    ['a list that is too long', { lesions: [{ level: 'T4' }, { level: 'T4' }, { level: 'T4' }] }, '/lesions', 'list'],
    ['a list inside a list', { lesions: [[{ level: 'T4' }]] }, '/lesions/0', 'object'],
    ['null inside a list', { lesions: [null] }, '/lesions/0', 'object'],
    ['a list with the same code twice', { metastases: ['brain', 'brain'] }, '/metastases', 'list'],
    ['a list for a part', { primary: [{ site: 'breast' }] }, '/primary', 'object'],
    ['null for a part', { primary: null }, '/primary', 'object'],
    ['text for a part', { primary: 'breast' }, '/primary', 'object'],
    ['null where null means nothing', { kps: null }, '/kps', 'whole-number'],
    ['a record with too many members', { points: { a: 1, b: 1, c: 1 } }, '/points', 'record'],
    ['a list for a document', { remarks: [] }, '/remarks', 'object'],
  ])('refuses %s', (_, change, pointer, errorCode) => {
    expect(errorsOf({ ...facts, ...change })).toMatchObject([{ pointer, code: errorCode }]);
  });

  it('accepts null only where it means "none"', () => {
    expect(errorsOf({ ...facts, diagnosedOn: null, secondPrimary: null })).toEqual([]);
  });

  it.each(['surprise', 'constructor', '__proto__', 'toString', 'hasOwnProperty', 'a/b~c'])(
    'refuses the unknown field %s instead of dropping it',
    (name) => {
      const body: unknown = JSON.parse(`{"kps":40,"primary":{"site":"breast",${JSON.stringify(name)}:{"x":1}}}`);

      expect(errorsOf(body)).toEqual([
        {
          pointer: `/primary/${name.replace('~', '~0').replace('/', '~1')}`,
          message: `${name} is not known here. Leave it out.`,
          code: 'unknown-field',
        },
      ]);
      expect(({} as { x?: number }).x).toBeUndefined();
    },
  );

  it.each([[[]], [[facts]], ['text'], [7], [null]])('refuses %j, which is not an object', (body) => {
    expect(errorsOf(body)).toEqual([{ pointer: '', message: 'Send a JSON object.', code: 'object' }]);
  });

  it('names the refusal, with its errors', () => {
    const refusal = refusalOf('body', RecordFacts, {});

    expect(refusal).toMatchObject({ kind: 'invalid', code: 'invalid-body' });
    expect(refusal.errors).toHaveLength(2);
  });

  it('answers at most 100 errors', () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`field${index}`, 1]));

    expect(refusalOf('body', RecordFacts, many).errors).toHaveLength(100);
  });

  it('takes a body whose class was erased for a defect', () => {
    expect(() => new RequestDataPipe().transform({}, { type: 'body', metatype: Object })).toThrow(TypeError);
  });
});

describe('reading a query', () => {
  const read = (query: object) => new RequestDataPipe().transform(query, { type: 'query', metatype: CasesQuery });

  it('reads text as its fields say', () => {
    expect(read({ limit: '20', overdue: 'true', state: 'ready' })).toEqual({
      limit: 20,
      overdue: true,
      state: ['ready'],
    });
  });

  it('takes a repeated name as a list', () => {
    expect(read({ state: ['ready', 'listed'] })).toEqual({ limit: 50, state: ['ready', 'listed'] });
  });

  it.each([
    [{ limit: '0' }, '/limit'],
    [{ limit: '201' }, '/limit'],
    [{ limit: 'ten' }, '/limit'],
    [{ limit: ['1', '2'] }, '/limit'],
    [{ state: 'closed' }, '/state/0'],
    [{ overdue: 'yes' }, '/overdue'],
    [{ colour: 'blue' }, '/colour'],
    [JSON.parse('{"__proto__":"x"}') as object, '/__proto__'],
  ])('refuses %j', (query, pointer) => {
    expect(refusalOf('query', CasesQuery, query)).toMatchObject({ code: 'invalid-query', errors: [{ pointer }] });
  });
});

describe('reading the path', () => {
  it('finds nothing at an id that cannot exist', () => {
    expect(refusalOf('param', CaseIdParam, { caseId: '12' })).toMatchObject({ kind: 'not-found', code: 'not-found' });
  });
});
