import { explainPlace, placeOf, positionAt, spreadPositions, type Rank } from './agenda-order.js';

const rank = (changes: Partial<Rank>): Rank => ({
  lane: 'elective',
  priority: 0,
  referredAt: '2026-03-02T09:00:00.000Z',
  ...changes,
});

const emergency = rank({ lane: 'emergency' });
const putOff = rank({ priority: 1 });
const ordinary = rank({});
const recent = rank({ referredAt: '2026-03-09T09:00:00.000Z' });

describe('the agenda’s own order', () => {
  it.each([
    { newcomer: emergency, agenda: [putOff, ordinary, recent], index: 0, why: 'an emergency goes before everyone' },
    { newcomer: rank({ lane: 'emergency', priority: 1 }), agenda: [emergency], index: 0, why: 'the one put off first' },
    { newcomer: recent, agenda: [emergency, putOff, ordinary], index: 3, why: 'who waits least goes last' },
    { newcomer: putOff, agenda: [emergency, ordinary], index: 1, why: 'put off before not, after emergencies' },
    { newcomer: rank({ priority: 2 }), agenda: [emergency, putOff], index: 1, why: 'put off twice before once' },
    { newcomer: ordinary, agenda: [putOff, recent], index: 1, why: 'who waits longer goes first' },
    { newcomer: ordinary, agenda: [ordinary, recent], index: 1, why: 'of equals, the one listed first goes first' },
    { newcomer: ordinary, agenda: [], index: 0, why: 'the first on an empty agenda' },
  ])('$why', ({ newcomer, agenda, index }) => {
    expect(placeOf(newcomer, agenda)).toBe(index);
  });

  it('leaves what a coordinator moved by hand where it is', () => {
    expect(placeOf(ordinary, [recent, emergency])).toBe(0);
    expect(placeOf(recent, [ordinary, emergency])).toBe(2);
  });

  it.each([
    [ordinary, 'Waiting since 2026-03-02.'],
    [putOff, 'Put off once, waiting since 2026-03-02.'],
    [rank({ lane: 'emergency', priority: 3 }), 'Emergency lane, put off 3 times, waiting since 2026-03-02.'],
    [rank({ referredAt: '2026-03-02T23:30:00.000Z' }), 'Waiting since 2026-03-03.'],
  ])('says why in words, on the board’s calendar', (ranked, words) => {
    expect(explainPlace(ranked, 'Europe/Amsterdam')).toBe(words);
  });
});

describe('a position on the agenda', () => {
  it.each([
    [[], 0, 0],
    [[0], 0, -1024],
    [[0], 1, 1024],
    [[0, 1024], 1, 512],
    [[0, 2], 1, 1],
    [[-3, -1], 1, -2],
  ])('among %j at %i is %i', (positions, index, position) => {
    expect(positionAt(positions, index)).toBe(position);
  });

  it('is none between two neighbours without room, until they are spread', () => {
    expect(positionAt([4, 5], 1)).toBeNull();
    expect(positionAt(spreadPositions(2), 1)).toBe(512);
  });
});
