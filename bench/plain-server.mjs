/** Our server without the ledger, for the two routes that are measured. Its setting comes in `BENCH`: `{ environment, present }`. */
import { openApp } from './plain-ledger.mjs';

const { environment, present } = JSON.parse(process.env.BENCH);
const { app, close } = await openApp(environment, present);
await app
  .getHttpAdapter()
  .getInstance()
  .listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
process.once('SIGTERM', () => void close());
