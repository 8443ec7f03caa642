import { defineConfig } from 'prisma/config';

/** For Prisma's own command line, which only generates the client here: migrations go through `npm run migrate`. */
export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
});
