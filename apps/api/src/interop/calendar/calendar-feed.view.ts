import { IsInstant, IsText } from '../../http/index.js';

export class CalendarFeedView {
  @IsText({
    max: 300,
    nullable: true,
    example: 'https://board.example.org/calendar/kq2J8v0cQm9d3mC1s7x5yQm2b9rT4uW6zA1eG8hL0pY.ics',
    about: 'The secret address, shown when it is made and never again.',
  })
  url: string | null;

  @IsInstant({ nullable: true, about: 'null while there is no address.' })
  renewedAt: string | null;
}
