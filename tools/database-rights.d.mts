import type { Client } from 'pg';

/** The page that must say what the migrated database says. */
export const RIGHTS_PAGE: string;

/** The rights in a migrated database, as that page says them; the client is a superuser's. */
export function describeRights(client: Client): Promise<string>;
