/**
 * Prisma's schema engine as WebAssembly: migrations without an engine binary, so they work where nothing can be downloaded.
 * It fills the same `_prisma_migrations` table as Prisma's own command line, so the two agree.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';

/** Nothing is left out of what the engine looks at. */
export const FILTERS = { externalTables: [], externalEnums: [] };

/**
 * Lends an engine to `work` and closes what it opened.
 * @template T
 * @param {string} connectionString
 * @param {string} schema the whole Prisma schema
 * @param {(engine: any) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withSchemaEngine(connectionString, schema, work) {
  const { SchemaEngine } = await loadBindings();
  const pool = new pg.Pool({ connectionString, max: 1 });
  const adapter = bindMigrationAwareSqlAdapterFactory(sendingScriptsWhole(new PrismaPg(pool)));
  const engine = await SchemaEngine.new({ datamodels: [['schema.prisma', schema]] }, () => {}, adapter);
  try {
    return await work(engine);
  } finally {
    engine.free();
    await pool.end();
  }
}

/**
 * The adapter cuts a script at every semicolon, also inside a function's body, and sends the pieces one by one.
 * Sent whole, PostgreSQL reads it as it was written and runs it as one transaction: applied entirely or not at all.
 */
function sendingScriptsWhole(factory) {
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    adapter.executeScript = async (script) => {
      try {
        await adapter.underlyingDriver().query(script);
      } catch (error) {
        if (error.position) error.message += ` (line ${script.slice(0, Number(error.position)).split('\n').length})`;
        adapter.onError(error);
      }
    };
    return adapter;
  };
  return factory;
}

let loaded;
function loadBindings() {
  loaded ??= instantiate();
  return loaded;
}

async function instantiate() {
  const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg'));
  const bindings = await import(pathToFileURL(join(folder, 'schema_engine_bg.js')).href);
  const bytes = readFileSync(join(folder, 'schema_engine_bg.wasm'));
  const imports = { ...bindings, ...timersThatLetGo(bindings) };
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': imports });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return bindings;
}

/** The engine never clears the ten seconds it gives its lock; they must not keep a finished process alive. */
function timersThatLetGo(bindings) {
  const names = Object.keys(bindings).filter((name) => name.startsWith('__wbg_setTimeout'));
  return Object.fromEntries(names.map((name) => [name, (callback, delay) => setTimeout(callback, delay).unref()]));
}
