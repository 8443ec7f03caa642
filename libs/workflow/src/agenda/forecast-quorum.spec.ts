import { explainForecast, forecastQuorum, type Invitee, type Reply } from './forecast-quorum.js';

const surgeon = (userId: string, reply: Reply): Invitee => ({ userId, specialty: 'spine-surgery', reply });

describe('the quorum of a meeting to come', () => {
  it.each<[string, Invitee[], string, string]>([
    [
      'one member accepted',
      [surgeon('a', 'accepted'), surgeon('b', 'declined')],
      'met',
      'Spine surgery will be present.',
    ],
    [
      'a deputy accepted',
      [surgeon('a', 'delegated'), surgeon('b', 'accepted')],
      'met',
      'Spine surgery will be present.',
    ],
    ['nobody has answered', [surgeon('a', 'needs-action')], 'at-risk', 'Spine surgery has not accepted yet.'],
    ['somebody may come', [surgeon('a', 'tentative')], 'at-risk', 'Spine surgery has not accepted yet.'],
    [
      'the deputy has not answered',
      [surgeon('a', 'declined'), surgeon('b', 'needs-action')],
      'at-risk',
      'Spine surgery has not accepted yet.',
    ],
    ['everybody declined', [surgeon('a', 'declined')], 'not-met', 'Spine surgery has declined: call a deputy.'],
    [
      'the member delegated and the deputy declined',
      [surgeon('a', 'delegated'), surgeon('b', 'declined')],
      'not-met',
      'Spine surgery has declined: call a deputy.',
    ],
    ['there is nobody', [], 'not-met', 'Spine surgery has nobody invited: name a member.'],
  ])('when %s', (_when, invited, outlook, sentence) => {
    const forecast = forecastQuorum(['spine-surgery'], invited);
    expect(forecast).toMatchObject({ outlook, perSpecialty: [{ specialty: 'spine-surgery', outlook, sentence }] });
  });

  it('is as good as its worst specialty, and names it', () => {
    const invited = [surgeon('a', 'accepted'), { userId: 'b', specialty: 'radiology', reply: 'declined' } as const];
    const forecast = forecastQuorum(['spine-surgery', 'radiology', 'medical-oncology'], invited);

    expect(forecast.outlook).toBe('not-met');
    expect(explainForecast(forecast)).toBe('Nobody can come for radiology and medical oncology.');
    expect(explainForecast(forecastQuorum(['radiology'], [{ ...invited[1]!, reply: 'tentative' }]))).toBe(
      'Nobody has yet accepted for radiology.',
    );
    expect(explainForecast(forecastQuorum(['spine-surgery'], invited))).toBeNull();
  });

  it('says who comes and who may', () => {
    const { perSpecialty } = forecastQuorum(
      ['spine-surgery'],
      [surgeon('a', 'accepted'), surgeon('b', 'tentative'), surgeon('c', 'needs-action'), surgeon('d', 'declined')],
    );

    expect(perSpecialty[0]).toMatchObject({ coming: ['a'], open: ['b', 'c'] });
  });
});
