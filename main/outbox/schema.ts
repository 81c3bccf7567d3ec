/** The schema of outbox.db as numbered steps that never change once released; each only adds, for the file cannot be made again. */
import type { ReadableDatabase } from '../store/open.ts'
import { openWritable } from '../store/open.ts'
import { fingerprint, stepUp, versionOf } from '../store/steps.ts'
import { inspectFile, type Finding } from '../store/inspect.ts'
import { FINAL, listed, OP_STATES, REFUSED, UNSENT } from './op-state.ts'

/** "yoob" in ASCII: no cache is taken for an outbox. */
export const OUTBOX_APPLICATION_ID = 0x796f6f62

/**
 * v1. `op` holds what was saved and how it stands, which is what its last event says; without an event it is queued. `kept_from`: the
 * central's time at the first tidying after its last word. Only states that ask for something have an index.
 */
const first = `
CREATE TABLE meta (k TEXT PRIMARY KEY, v TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE op (
  n INTEGER PRIMARY KEY, op_id TEXT NOT NULL UNIQUE, actor TEXT NOT NULL, scope TEXT NOT NULL, type TEXT NOT NULL, row_id TEXT NOT NULL, kind TEXT NOT NULL,
  body TEXT NOT NULL, body_sha TEXT NOT NULL, depends_on TEXT, made_at INTEGER NOT NULL, made_mono INTEGER NOT NULL, boot_id TEXT NOT NULL, skew_ms INTEGER,
  state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ${listed(OP_STATES)}),
  e INTEGER NOT NULL DEFAULT 0, attempts INTEGER NOT NULL DEFAULT 0, sent_epoch TEXT, result TEXT, ack_seq INTEGER, ack_ver INTEGER, ack_epoch TEXT, kept_from INTEGER
) STRICT;
CREATE INDEX op_row ON op (type, row_id);
CREATE INDEX op_unsent ON op (n) WHERE state IN ${listed(UNSENT)};
CREATE INDEX op_refused ON op (n) WHERE state IN ${listed(REFUSED)};
CREATE INDEX op_final ON op (kept_from) WHERE state IN ${listed(FINAL)};
CREATE TABLE op_event (
  op_id TEXT NOT NULL, e INTEGER NOT NULL, at INTEGER NOT NULL, "from" TEXT NOT NULL, "to" TEXT NOT NULL, why TEXT,
  attempts INTEGER NOT NULL, sent_epoch TEXT, result TEXT, ack_seq INTEGER, ack_ver INTEGER, ack_epoch TEXT,
  PRIMARY KEY (op_id, e)
) STRICT, WITHOUT ROWID;
CREATE TABLE draft (form TEXT NOT NULL, key TEXT NOT NULL, body TEXT, d INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (form, key)) STRICT, WITHOUT ROWID;
`

export const OUTBOX_STEPS: readonly string[] = [first]

const expected = new Map<string, string>()

function expectedFingerprint(steps: readonly string[]): string {
  const text = steps.join('\n')
  const known = expected.get(text)
  if (known !== undefined) return known
  const db = openWritable(':memory:')
  try {
    stepUp(db, steps, OUTBOX_APPLICATION_ID)
    expected.set(text, fingerprint(db))
    return fingerprint(db)
  } finally {
    db.close()
  }
}

/** The whole file is checked, not only its structure: it is small, and there is no other. */
export function inspectOutbox(path: string, owner: string, steps: readonly string[] = OUTBOX_STEPS): Finding {
  return inspectFile(path, (db) => judge(db, owner, steps))
}

function judge(db: ReadableDatabase, owner: string, steps: readonly string[]): Finding {
  if (db.pragma('application_id', { simple: true }) !== OUTBOX_APPLICATION_ID) return { kind: 'damaged', why: 'it is no outbox' }
  const verdict = db.prepare('PRAGMA integrity_check(1)').pluck().get()
  if (verdict !== 'ok') return { kind: 'damaged', why: `integrity_check: ${String(verdict)}` }
  const version = versionOf(db)
  if (version > steps.length) return { kind: 'future', version }
  if (fingerprint(db) !== expectedFingerprint(steps.slice(0, version))) return { kind: 'damaged', why: 'its tables are not those of its version' }
  const found = db.prepare("SELECT v FROM meta WHERE k = 'owner'").pluck().get()
  // A crash while the file was made leaves tables and nothing in them.
  if (found === undefined) return { kind: 'damaged', why: 'it was never finished' }
  if (found !== owner) return { kind: 'damaged', why: 'it belongs to another user or central', isForeign: true }
  return version < steps.length ? { kind: 'older', version } : { kind: 'good' }
}
