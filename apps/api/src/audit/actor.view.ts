import { IsId, IsText } from '../http/index.js';

export class ActorView {
  @IsId()
  id: string;

  @IsText({ max: 200, example: 'Dr Anna Berg' })
  name: string;
}

/** A person as the trail shows them: who has left the hospital's list is shown by id. */
export function toActorView(userId: string, names: ReadonlyMap<string, string>): ActorView {
  return { id: userId, name: names.get(userId) ?? userId };
}
