/** The schema of the central, step by step. PostgreSQL 15 is the ceiling of what may be used here. */
import { BLOB_STATEMENTS } from './blobs/blob-migration.ts'
import { CHOICES_STATEMENTS } from './choices-migration.ts'
import { EXPORT_STATEMENTS, EXPORTED_DECK_STATEMENTS } from './push/export-migration.ts'
import { PUSH_STATEMENTS } from './push/push-migration.ts'
import { TOLD_STATEMENTS } from './told-migration.ts'
import { VIEW_STATEMENTS } from './views-migration.ts'

export interface Migration {
  name: string
  statements: string[]
}

const tables: Migration = {
  name: 'records, their log, accounts and snapshots',
  statements: [
    // One row: the life of this database between two restores. `ordinal` is the high part of every version it issues.
    `CREATE TABLE epoch (one boolean PRIMARY KEY DEFAULT true CHECK (one), epoch uuid NOT NULL, ordinal integer NOT NULL CHECK (ordinal BETWEEN 1 AND 2097151), began_at bigint NOT NULL)`,
    `INSERT INTO epoch (epoch, ordinal, began_at) SELECT gen_random_uuid(), greatest(1, ms / 3600000 - 490896), ms FROM (SELECT floor(extract(epoch FROM now()) * 1000)::bigint AS ms) AS t`,
    // Drawn only while the row's lock is held, so versions of one row only rise, even through deletion and return.
    `CREATE SEQUENCE version MINVALUE 1 MAXVALUE 4294967295`,
    // "C" everywhere: keyset pages, lock order and the desk's own order are all by bytes.
    `CREATE TABLE record (
       type text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL, city text COLLATE "C" NOT NULL, scope text COLLATE "C" NOT NULL,
       ver bigint NOT NULL, h text NOT NULL, body text NOT NULL, PRIMARY KEY (type, id))`,
    `CREATE INDEX record_scope ON record (scope, type, id)`,
    `CREATE INDEX record_area_parent ON record (((body::jsonb) ->> 'parent')) WHERE type = 'area'`,
    `CREATE TABLE scope_head (scope text COLLATE "C" PRIMARY KEY, seq bigint NOT NULL, floor bigint NOT NULL, CHECK (floor <= seq))`,
    `CREATE TABLE log (
       scope text COLLATE "C" NOT NULL, seq bigint NOT NULL, op text NOT NULL CHECK (op IN ('put', 'leave')), type text NOT NULL, id text COLLATE "C" NOT NULL,
       ver bigint NOT NULL, h text, body text, why text, moved_to text, logged_at bigint NOT NULL, PRIMARY KEY (scope, seq))`,
    `CREATE INDEX log_row ON log (scope, type, id, seq)`,
    // What was masked before the row text was formed. Nothing of the reading side touches it.
    `CREATE TABLE personal (type text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL, fields jsonb NOT NULL, PRIMARY KEY (type, id))`,
    `CREATE TABLE account (
       sub text COLLATE "C" PRIMARY KEY, name text NOT NULL, role text NOT NULL CHECK (role IN ('office', 'district', 'city', 'wall')),
       city text NOT NULL, home_area text NOT NULL, practice boolean NOT NULL DEFAULT false, position serial)`,
    // The token itself is known to its holder only.
    `CREATE TABLE token (
       sha256 bytea PRIMARY KEY, sub text COLLATE "C" NOT NULL REFERENCES account ON DELETE CASCADE,
       issued_at bigint NOT NULL, expires_at bigint NOT NULL, revoked_at bigint)`,
    `CREATE TABLE snapshot (
       id text PRIMARY KEY, scope text COLLATE "C" NOT NULL, epoch uuid NOT NULL, at_seq bigint NOT NULL, rows bigint NOT NULL,
       built_at bigint NOT NULL, expires_at bigint NOT NULL)`,
    `CREATE INDEX snapshot_scope ON snapshot (scope, at_seq)`,
    `CREATE TABLE snapshot_part (
       id text NOT NULL REFERENCES snapshot ON DELETE CASCADE, n integer NOT NULL, rows integer NOT NULL, bytes integer NOT NULL,
       sha256 text NOT NULL, gzip bytea NOT NULL, PRIMARY KEY (id, n))`,
    `ALTER TABLE snapshot_part ALTER COLUMN gzip SET STORAGE EXTERNAL`,
  ],
}

/** What an outline's file said before it was converted; it never leaves the central. */
const outlines: Migration = {
  name: 'outlines as their files gave them',
  statements: [`CREATE TABLE outline_original (
    area text COLLATE "C" PRIMARY KEY, crs text NOT NULL CHECK (crs IN ('wgs84', 'gcj02', 'bd09')), given text NOT NULL, source text NOT NULL, sha256 text NOT NULL)`],
}

export const MIGRATIONS: readonly Migration[] = [
  tables, { name: 'typed views', statements: VIEW_STATEMENTS }, outlines,
  { name: 'ops, duties and acts', statements: PUSH_STATEMENTS }, { name: 'departments and phrases', statements: CHOICES_STATEMENTS }, { name: 'photos', statements: BLOB_STATEMENTS },
  { name: 'views of cases and acts, told duties', statements: TOLD_STATEMENTS }, { name: 'what was exported', statements: EXPORT_STATEMENTS },
  { name: 'which briefing was exported', statements: EXPORTED_DECK_STATEMENTS },
]
