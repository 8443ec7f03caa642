/** What a feature needs of people and boards. */
export { withDeputies, type Board, type Seat } from './board.js';
export { BoardsQueries } from './boards.queries.js';
export { FoundOrganisation, type Founder, type NewBoard } from './found-organisation.js';
export { boardsNow, usersNow } from './people-now.js';
export { PeopleModule } from './people.module.js';
export { UsersQueries } from './users.queries.js';
