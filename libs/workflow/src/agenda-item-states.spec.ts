import { describeStateTable } from '../test/describe-state-table.js';
import { AGENDA_ITEM_TRANSITIONS } from './agenda-item-states.js';

describe('the life of an agenda item', () => {
  describeStateTable(
    AGENDA_ITEM_TRANSITIONS,
    ['list', 'open', 'decide', 'adjourn', 'ratify', 'reject', 'defer', 'meeting-over', 'remove'],
    [
      [null, 'list', ['listed'], ['coordinator', 'chair']],
      ['listed', 'open', ['open'], ['chair', 'coordinator']],
      ['open', 'decide', ['decided'], ['chair-of-meeting']],
      ['open', 'adjourn', ['adjourned'], ['chair']],
      ['open', 'ratify', ['ratified'], ['chair-of-meeting']],
      ['open', 'reject', ['rejected'], ['chair-of-meeting']],
      ['listed', 'defer', ['deferred'], ['coordinator', 'chair']],
      ['listed', 'meeting-over', ['returned'], ['auto']],
      ['open', 'meeting-over', ['returned'], ['auto']],
      ['listed', 'remove', ['removed'], ['coordinator', 'chair', 'auto']],
      ['open', 'remove', ['removed'], ['coordinator', 'chair', 'auto']],
    ],
  );
});
