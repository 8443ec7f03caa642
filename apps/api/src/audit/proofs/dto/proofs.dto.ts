import { IsId, IsInstant, IsWhole } from '../../../http/index.js';

const LARGEST = Number.MAX_SAFE_INTEGER;

export class EventIdParam {
  @IsId()
  eventId: string;
}

export class CheckpointQuery {
  @IsInstant({ optional: true, about: 'The last one signed at or before this instant; of all, where it is left out.' })
  at?: string;
}

export class ConsistencyQuery {
  @IsWhole({ min: 0, max: LARGEST, example: 1_200, about: 'How many entries the earlier checkpoint has.' })
  from: number;

  @IsWhole({ min: 0, max: LARGEST, example: 1_250, about: 'How many the later one has.' })
  to: number;
}
