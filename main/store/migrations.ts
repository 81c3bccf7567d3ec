/** The cache's schema as numbered steps that never change once released, and the fingerprint that tells whether a file has it. */
import { ROW_TYPES, type RowType } from '../sync/protocol.ts'
import { createEntity, createTable, ENTITIES } from './entities.ts'
import { StoreFailure } from './failure.ts'
import { APPLICATION_ID, openWritable, type WritableDatabase } from './open.ts'
import { fingerprint, stepUp } from './steps.ts'

/** Where the points of a snapshot wait for their swap. */
export const POINT_STAGE = 'stage_point'

/** Typed cells of any row type fit a staged row's cells. */
export const STAGE_CELLS = 10

const cellColumns = Array.from({ length: STAGE_CELLS }, (_, i) => `c${i} ANY`).join(', ')

/** The row types of v1; later ones come with their own step. */
const FIRST_TYPES: readonly RowType[] = ['area', 'class', 'indicator', 'worker', 'team', 'point', 'site', 'bottleneck', 'shift', 'handover', 'case']

/**
 * v1. `scope.cursor` and `scope.epoch` change in the transaction that changes the scope's rows, nowhere else.
 * `renew`: a snapshot must replace the scope before it may follow changes again; its rows and cursor stay as they are until then.
 * A part's staged rows are contiguous in `stage_row.n`, because one writer stages each part in one transaction.
 */
const first = `
CREATE TABLE meta (k TEXT PRIMARY KEY, v TEXT NOT NULL) STRICT;
CREATE TABLE scope (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, position INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('new', 'snapshot', 'live', 'stale', 'stopped')),
  epoch TEXT, cursor INTEGER, head_seen INTEGER NOT NULL DEFAULT 0, renew INTEGER NOT NULL DEFAULT 0, repair INTEGER NOT NULL DEFAULT 0,
  snapshot_id TEXT, snapshot TEXT,
  ok_at INTEGER, checked_at INTEGER, check_result TEXT, error TEXT, refused INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE stage_part (
  scope TEXT NOT NULL, snapshot_id TEXT NOT NULL, part INTEGER NOT NULL, first_n INTEGER NOT NULL, last_n INTEGER NOT NULL, types TEXT NOT NULL,
  PRIMARY KEY (scope, part)
) STRICT;
CREATE TABLE stage_row (
  n INTEGER PRIMARY KEY, type TEXT NOT NULL, id TEXT NOT NULL, ver INTEGER NOT NULL, h BLOB NOT NULL, body TEXT NOT NULL,
  fate TEXT NOT NULL CHECK (fate IN ('row', 'bad', 'unknown')), why TEXT, ${cellColumns}
) STRICT;
CREATE TABLE bad_row (
  scope TEXT NOT NULL, type TEXT NOT NULL, id TEXT NOT NULL, ver INTEGER NOT NULL, h BLOB NOT NULL, body TEXT NOT NULL, why TEXT NOT NULL,
  PRIMARY KEY (type, id)
) STRICT;
CREATE INDEX bad_row_scope ON bad_row (scope);
CREATE TABLE unknown_row (
  scope TEXT NOT NULL, type TEXT NOT NULL, id TEXT NOT NULL, ver INTEGER NOT NULL, h BLOB NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (type, id)
) STRICT;
CREATE INDEX unknown_row_scope ON unknown_row (scope);
${FIRST_TYPES.map(createEntity).join('\n')}
`

/** While there is a pack, every change of a point is noted, whichever statement makes it. */
export const POINT_TRIGGERS = [['put', 'INSERT', '(new.id)'], ['set', 'UPDATE', '(old.id), (new.id)'], ['drop', 'DELETE', '(old.id)']]
  .map(([name, event, ids]) => `CREATE TRIGGER point_${name} AFTER ${event} ON "point" WHEN EXISTS (SELECT 1 FROM point_pack) BEGIN
  INSERT INTO point_change VALUES ${ids} ON CONFLICT DO NOTHING;
END;`)

/**
 * v2. The points as packed columns (see point-pack.ts), and the table a first snapshot's points are staged in, which becomes `point`
 * at the swap: so each is written once.
 */
const second = `
CREATE TABLE point_pack (
  one INTEGER PRIMARY KEY CHECK (one = 1), format TEXT NOT NULL, zone TEXT NOT NULL, rows INTEGER NOT NULL, crc INTEGER NOT NULL, words TEXT NOT NULL
) STRICT;
CREATE TABLE point_column (name TEXT PRIMARY KEY, crc INTEGER NOT NULL, data BLOB NOT NULL) STRICT;
CREATE TABLE point_change (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
${createTable(POINT_STAGE, 'point')}
${POINT_TRIGGERS.join('\n')}
`

/** v3. What was done to cases; rows kept aside as of an unknown type are read again by themselves (retry-aside.ts). */
const third = createEntity('act')

const CLOSED = "('closed', 'closed_forced', 'rejected', 'merged', 'void')"
const DUE = 'ifnull(due_at, 9007199254740991)'

/**
 * v4. The orders of the case list: newest first, by deadline, and by deadline among the open and the urgent ones. Each carries what a list is
 * usually narrowed by, so that rows which do not belong are passed over without being fetched. What has no deadline comes last.
 */
const fourth = `
DROP INDEX case_reported_at;
CREATE INDEX case_reported ON "case" (reported_at, status, class, area, due_at);
CREATE INDEX case_due ON "case" (${DUE}, status, class, area, reported_at);
CREATE INDEX case_open ON "case" (${DUE}, status, class, area) WHERE status NOT IN ${CLOSED};
CREATE INDEX case_urgent ON "case" (${DUE}, status, class, area) WHERE status NOT IN ${CLOSED} AND (urgent = 1 OR body ->> '$.danger_to_life' = 1);
`

/**
 * v5. What the text index of the cases has to follow (queries/case-index.ts). Nothing is noted before something follows: a first sync pays for none of it.
 * A row has one note, of its last change; numbers only rise. `name` is of this very file: an index that followed another one is of no use here.
 */
const fifth = `
CREATE TABLE case_follow (one INTEGER PRIMARY KEY CHECK (one = 1), name TEXT NOT NULL) STRICT;
CREATE TABLE case_change (row INTEGER PRIMARY KEY, n INTEGER NOT NULL) STRICT;
CREATE INDEX case_change_n ON case_change (n);
${[['put', 'INSERT', 'new'], ['set', 'UPDATE', 'new'], ['drop', 'DELETE', 'old']].map(([name, event, row]) => `CREATE TRIGGER case_${name} AFTER ${event} ON "case" WHEN EXISTS (SELECT 1 FROM case_follow) BEGIN
  INSERT INTO case_change VALUES (${row}.rowid, (SELECT ifnull(max(n), 0) + 1 FROM case_change)) ON CONFLICT (row) DO UPDATE SET n = excluded.n;
END;`).join('\n')}
`

/** v6. The open cases by their reports: few among many closed ones, and nearly all that anybody asks for. */
const sixth = `CREATE INDEX case_open_reported ON "case" (reported_at, status, class, area, due_at) WHERE status NOT IN ${CLOSED};`

/** v7. Names and words that the screens choose from. */
const seventh = `${createEntity('department')}\n${createEntity('phrase')}`

/** v8. What was done in an office, by time. */
const eighth = 'CREATE INDEX act_scope_at ON act (scope, at);'

/** v9. The closed cases by the time of their closing: walls ask every few seconds how long those of a week took. */
const ninth = 'CREATE INDEX case_closed ON "case" (closed_at, reported_at, status, area) WHERE closed_at IS NOT NULL;'

export const MIGRATIONS: readonly string[] = [first, second, third, fourth, fifth, sixth, seventh, eighth, ninth]
export const CACHE_VERSION = MIGRATIONS.length

for (const type of ROW_TYPES) {
  if (Object.keys(ENTITIES[type].columns).length > STAGE_CELLS) throw new StoreFailure('internal', `${type} has more than ${STAGE_CELLS} typed columns`)
}

export function migrate(db: WritableDatabase, steps: readonly string[] = MIGRATIONS): void {
  stepUp(db, steps, APPLICATION_ID)
}

let expected: string | null = null

export function expectedFingerprint(): string {
  if (expected) return expected
  const db = openWritable(':memory:')
  migrate(db)
  expected = fingerprint(db)
  db.close()
  return expected
}
