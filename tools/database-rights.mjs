/** Who may do what in the database, read from its catalogue and written as a page that a person can check. */
import { format, resolveConfig } from 'prettier';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';

/** The page that must say what the migrated database says. */
export const RIGHTS_PAGE = join(ROOT, 'docs', 'database-rights.md');

const LOGINS = ['consilium_app', 'consilium_sequencer', 'consilium_auditor', 'consilium_eraser'];
const OF_POSTGRESQL = `nspname IN ('pg_catalog', 'information_schema', 'pg_toast', 'public') OR nspname LIKE 'pg\\_t%'`;
// Partitions are made month by month; a test looks at every one.
const OURS = `n.nspname = ANY (ARRAY['audit', 'clinical', 'people'])`;

const HEAD = `# Rights in the database

Everything that anybody but the tables' owner may do in the database, as PostgreSQL itself tells it: a test compares this page with the
catalogue of a migrated database, and fails for a table, a policy or a function that is not written here. \`npm run docs:rights\` writes it
anew; what has changed is then reviewed like any other line.

The owner (\`consilium_owner\`) has no login. The application is \`consilium_app\`, the program that grows the log \`consilium_sequencer\`, a
person with psql \`consilium_auditor\`; \`consilium_eraser\` has no login either: only the two procedures of an erasure run as it. Row-level
security is on for every table; a right counts only for rows that a policy shows.
`;

/**
 * @param {import('pg').Client} client a superuser in a migrated database
 * @returns {Promise<string>} the page
 */
export async function describeRights(client) {
  const parts = [
    HEAD,
    '## Roles\n',
    ...(await rows(client, ROLES)).map(([role, attributes]) => `- \`${role}\`: ${attributes}`),
    '\n## Schemas\n',
    ...(await rows(client, SCHEMAS)).map(rightsLine),
    '\n## Tables\n',
    ...(await rows(client, TABLES)).map(rightsLine),
    '\n## Functions\n',
    'What a login may call, and what runs with the rights of its owner; of the latter, the search path is pinned to `pg_catalog, pg_temp`.\n',
    ...(await rows(client, FUNCTIONS)).map(
      ([name, owner, callers]) => `- \`${name}\`: with the rights of ${owner}, called by ${callers ?? 'nobody'}`,
    ),
    '\n## Policies\n',
    'A row is shown by any policy that permits it, and only if every policy that restricts agrees.\n',
    ...policiesByTable(await rows(client, POLICIES)),
  ];
  return format(parts.join('\n'), { ...(await resolveConfig(RIGHTS_PAGE)), parser: 'markdown' });
}

async function rows(client, sql) {
  const { rows: found } = await client.query({ text: sql, rowMode: 'array' });
  return found;
}

/** A thing, what is remarkable about it, and what each login may do to it. */
function rightsLine([name, remark, ...rights]) {
  const given = rights.flatMap((right, index) =>
    right ? [`${LOGINS[index].replace('consilium_', '')} ${right}`] : [],
  );
  return `- \`${name}\`${remark ? ` (${remark})` : ''}: ${given.join('; ') || 'nobody anything'}`;
}

function policiesByTable(found) {
  const tables = [...new Set(found.map(([name]) => name))];
  return tables.flatMap((name) => [
    `### ${name}\n`,
    ...found.filter(([of]) => of === name).flatMap(([, ...policy]) => describePolicy(policy)),
  ]);
}

function describePolicy([name, kind, command, roles, using, check]) {
  return [
    `\`${name}\` ${kind} ${command} by ${roles}:\n`,
    '```sql',
    ...(using ? [`USING ${oneLine(using)}`] : []),
    ...(check ? [`WITH CHECK ${oneLine(check)}`] : []),
    '```\n',
  ];
}

const oneLine = (sql) => sql.replaceAll(/\s+/g, ' ');

/** What an access list gives to a role, as SQL: `SELECT, INSERT`. */
const given = (acl, role) =>
  `(SELECT string_agg(x.privilege_type, ', ' ORDER BY x.privilege_type) FROM aclexplode(${acl}) x WHERE x.grantee = '${role}'::regrole)`;

/** The same of single columns: `UPDATE (state, version)`. */
const givenColumns = (role) =>
  `(SELECT string_agg(c.what, ', ' ORDER BY c.what) FROM (
     SELECT x.privilege_type || ' (' || string_agg(a.attname, ', ' ORDER BY a.attnum) || ')' AS what
     FROM pg_attribute a, aclexplode(a.attacl) x
     WHERE a.attrelid = t.oid AND x.grantee = '${role}'::regrole GROUP BY x.privilege_type) c)`;

const ROLES = `
  SELECT r.rolname, concat_ws(', ', CASE WHEN r.rolcanlogin THEN 'logs in' ELSE 'no login' END, CASE WHEN r.rolsuper THEN 'superuser!' END,
    CASE WHEN r.rolbypassrls THEN 'bypasses row-level security!' END, CASE WHEN r.rolcreaterole THEN 'creates roles!' END,
    CASE WHEN r.rolcreatedb THEN 'creates databases!' END, CASE WHEN r.rolreplication THEN 'replicates!' END,
    (SELECT 'member of ' || string_agg(g.rolname, ', ' ORDER BY g.rolname)
     FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid WHERE m.member = r.oid))
  FROM pg_roles r WHERE r.rolname LIKE 'consilium%' ORDER BY 1`;

const SCHEMAS = `
  SELECT n.nspname, NULL, ${LOGINS.map((role) => given('n.nspacl', role)).join(', ')}
  FROM pg_namespace n WHERE NOT (${OF_POSTGRESQL}) ORDER BY 1`;

const TABLES = `
  SELECT n.nspname || '.' || t.relname,
    concat_ws(', ', CASE WHEN NOT t.relrowsecurity THEN 'no row-level security!' END,
      (SELECT 'append-only' FROM pg_trigger g WHERE g.tgrelid = t.oid AND g.tgfoid = 'audit.deny'::regproc AND g.tgenabled = 'A'),
      (SELECT CASE WHEN g.tgdeferrable THEN 'a change needs its version' ELSE 'an addition needs its version before it' END
       FROM pg_trigger g WHERE g.tgrelid = t.oid AND g.tgname = 'need_version' AND g.tgenabled = 'A')),
    ${LOGINS.map((role) => `concat_ws(', ', ${given('t.relacl', role)}, ${givenColumns(role)})`).join(', ')}
  FROM pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace
  WHERE ${OURS} AND t.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT t.relispartition ORDER BY 1`;

const FUNCTIONS = `
  SELECT n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')',
    CASE WHEN NOT p.prosecdef THEN 'its caller' ELSE pg_get_userbyid(p.proowner)
      || CASE WHEN coalesce(p.proconfig, '{}') @> ARRAY['search_path=pg_catalog, pg_temp'] THEN '' ELSE ' (search path not pinned!)' END END,
    (SELECT string_agg(CASE WHEN x.grantee = 0 THEN 'everybody!' ELSE pg_get_userbyid(x.grantee) END, ', ' ORDER BY pg_get_userbyid(x.grantee))
     FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) x WHERE x.grantee <> p.proowner)
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
  WHERE ${OURS} AND (p.prosecdef OR EXISTS (
    SELECT FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) x WHERE x.grantee <> p.proowner))
  ORDER BY 1`;

const POLICIES = `
  SELECT p.schemaname || '.' || p.tablename, p.policyname, CASE p.permissive WHEN 'PERMISSIVE' THEN 'permits' ELSE 'restricts' END, p.cmd,
    array_to_string(p.roles, ', '), p.qual, p.with_check
  FROM pg_policies p WHERE p.schemaname IN ('audit', 'clinical', 'people') ORDER BY 1, 3 DESC, 2`;
