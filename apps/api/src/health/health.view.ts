import { IsCode } from '../http/index.js';

export class HealthView {
  @IsCode(['ok'], { about: 'It is well; anything else is a problem with another status.' })
  status: 'ok';
}
