/** A database of the central set back: to nothing, or to what it was at a backup. Done inside the database, in one statement each. */
import type { Sql } from '../../main/central/sql.ts'

/** What a backup holds. Accounts and tokens live on through a restore; snapshots of a table come after those it belongs to. */
const KEPT = ['record', 'log', 'scope_head', 'personal', 'applied_op', 'snapshot', 'snapshot_part']
const ALL = [...KEPT, 'account', 'token']

const keptList = KEPT.map((table) => `kept.${table}`).join(', ')
const copies = (from: string, to: string): string => KEPT.map((table) => `INSERT INTO ${to}.${table} SELECT * FROM ${from}.${table};`).join('\n')

const FUNCTIONS = [
  `CREATE FUNCTION kept.empty() RETURNS void LANGUAGE plpgsql AS $$ BEGIN
     TRUNCATE ${ALL.join(', ')}, ${keptList}, kept.counters RESTART IDENTITY;
     PERFORM setval('version', 1, false);
   END $$`,
  `CREATE FUNCTION kept.backup() RETURNS void LANGUAGE plpgsql AS $$ BEGIN
     TRUNCATE ${keptList}, kept.counters;
     INSERT INTO kept.counters SELECT v.last_value, v.is_called, e.ordinal FROM public.version v, public.epoch e;
     ${copies('public', 'kept')}
   END $$`,
  `CREATE FUNCTION kept.restore() RETURNS void LANGUAGE plpgsql AS $$ BEGIN
     IF NOT EXISTS (SELECT 1 FROM kept.counters) THEN RETURN; END IF;
     TRUNCATE ${KEPT.join(', ')};
     PERFORM setval('version', last_value, is_called) FROM kept.counters;
     UPDATE epoch SET ordinal = c.ordinal FROM kept.counters c;
     ${copies('kept', 'public')}
   END $$`,
]

/** To be called once, on a migrated database. */
export async function prepareBackup(sql: Sql): Promise<void> {
  await sql.query('CREATE SCHEMA kept')
  for (const table of KEPT) await sql.query(`CREATE TABLE kept.${table} (LIKE public.${table})`)
  await sql.query('CREATE TABLE kept.counters (last_value bigint, is_called boolean, ordinal integer)')
  for (const text of FUNCTIONS) await sql.query(text)
}

export async function emptyDatabase(sql: Sql): Promise<void> {
  await sql.query('SELECT kept.empty()')
}

export async function backUp(sql: Sql): Promise<void> {
  await sql.query('SELECT kept.backup()')
}

/** Without a backup nothing changes. A real restore ends with `newEpoch`; so must this. */
export async function putBack(sql: Sql): Promise<void> {
  await sql.query('SELECT kept.restore()')
}
