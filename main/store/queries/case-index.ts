/**
 * The text index of the cases: a file of its own beside the cache, of the desk lane alone. It can be thrown away at any moment and is, whenever it does not follow this very
 * cache; it is made in the background and kept current from the changes that the cache notes (migrations.ts, v5). A search is exact with it and without it.
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fieldsOf } from '../../search/case-words.ts'
import { tokensOf } from '../../search/case-tokens.ts'
import type { Row } from '../../sync/protocol.ts'
import { openWritable, type ReadableDatabase, type WritableDatabase } from '../open.ts'
import type { ReaderContext } from '../reader-context.ts'
import { prepared } from './prepared.ts'

export const INDEX_FILE = 'cases.index.db'

/** The longest a lane is kept from other questions. */
const CHUNK_MS = 30
const ROWS_AT_ONCE = 100
const BUILT_AT_ONCE = 400
/** Rows of one transaction: each leaves a segment that has to be merged. A crash costs as many, which are two seconds. */
const ROWS_PER_COMMIT = 100_000
/** Some milliseconds. */
const PAGES_MERGED_AT_ONCE = 64
/** Pages of log before they are copied back: while it is made, copying back costs more than it saves. */
const [BULK_PAGES, CALM_PAGES] = [20_000, 1_000]
const CACHE_KB = 32_768

const SCHEMA = `
CREATE TABLE state (one INTEGER PRIMARY KEY CHECK (one = 1), name TEXT NOT NULL, built INTEGER NOT NULL, key INTEGER NOT NULL, applied INTEGER NOT NULL, ordered INTEGER NOT NULL) STRICT;
CREATE TABLE doc (id INTEGER PRIMARY KEY, row INTEGER NOT NULL, reported_at INTEGER NOT NULL) STRICT;
CREATE VIRTUAL TABLE text USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize='ascii');
`
/** Once all rows are in it: made row by row it would cost a third of the whole. */
const BY_ROW = 'CREATE INDEX doc_row ON doc (row)'

/** It answers once it is built; merged into one piece it does so several times as fast. */
const [BUILDING, BUILT, MERGED] = [0, 1, 2]

interface State {
  /** Of the cache it follows. */
  name: string
  built: number
  /** While it is built: the report time up to which all are in it. */
  key: number
  /** The last noted change that is in it. */
  applied: number
  /** 1: the documents are numbered in the order of their reports. */
  ordered: number
}

export interface CaseIndex {
  db: WritableDatabase
  state: State
}
interface Held { index: CaseIndex | null; uncommitted: number; isMerging: boolean }

const held = new WeakMap<ReaderContext, Held>()

/** Before the first change of this run: a cache that has lost its last changes with the power has noted fewer than are in the index. */
export function openIndex(context: ReaderContext): void {
  if (context.indexFolder === undefined) return
  const known: Held = { index: null, uncommitted: 0, isMerging: false }
  held.set(context, known)
  let db: WritableDatabase | null = null
  try {
    db = openWritable(join(context.indexFolder, INDEX_FILE))
    const state = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'state'").get() === undefined ? undefined : (db.prepare('SELECT name, built, key, applied, ordered FROM state').get() as State | undefined)
    if (state !== undefined && follows(context.db, state)) known.index = { db, state }
    else db.close()
  } catch {
    db?.close()
    // A file that cannot be read is thrown away with the next step.
  }
}

function follows(db: ReadableDatabase, { name, applied, ordered }: State): boolean {
  return nameOf(db) === name && applied <= lastChange(db) && ordered === 1
}

const nameOf = (db: ReadableDatabase): string | null => (prepared(db, 'SELECT name FROM case_follow').get() as [string] | undefined)?.[0] ?? null
const lastChange = (db: ReadableDatabase): number => (db.prepare('SELECT max(n) FROM case_change').pluck().get() as number | null) ?? 0

/** The index, whole and with every change in it; null: there is none that far, and the rows themselves are to be looked through. `isBehind`: ask again. */
export function currentIndex(context: ReaderContext): { index: CaseIndex } | { isBehind: true } | null {
  const index = held.get(context)?.index ?? null
  if (index === null || index.state.built === BUILDING || index.state.name !== nameOf(context.db)) return null
  try {
    return applyChanges(context.db, index) ? { index } : { isBehind: true }
  } catch {
    // Disposable: the rows say the same.
    close(held.get(context)!)
    return null
  }
}

/** `unfollowed`: the cache does not note its changes yet. `done`: nothing is left to do until something changes. */
export interface IndexStep { state: 'unfollowed' | 'more' | 'done' }

/** Answers 'cases.index': one step of making it or keeping it current. */
export function workOnIndex(context: ReaderContext, _input: null): IndexStep {
  const known = held.get(context)
  const name = nameOf(context.db)
  if (known === undefined) return { state: 'done' }
  if (name === null) return { state: 'unfollowed' }
  if (known.index?.state.name !== name) Object.assign(known, { index: beginAnew(context.indexFolder!, known.index, name, lastChange(context.db)), isMerging: false })
  const index = known.index!
  try {
    if (index.state.built === BUILDING) build(context.db, known, index)
    else if (applyChanges(context.db, index)) {
      if (index.state.built === MERGED) return { state: 'done' }
      merge(known, index)
    }
    return { state: 'more' }
  } catch (error) {
    // Disposable: the next step begins anew, and until it is whole searches look through the rows.
    close(known)
    throw error
  }
}

/** With the lane. */
export function closeIndex(context: ReaderContext): void {
  const known = held.get(context)
  if (known === undefined) return
  if (known.index?.db.inTransaction === true) commit(known, known.index)
  close(known)
}

function close(known: Held): void {
  known.index?.db.close()
  Object.assign(known, { index: null, uncommitted: 0, isMerging: false })
}

function beginAnew(folder: string, old: CaseIndex | null, name: string, applied: number): CaseIndex {
  old?.db.close()
  for (const suffix of ['', '-wal', '-shm']) rmSync(join(folder, INDEX_FILE + suffix), { force: true })
  const db = openWritable(join(folder, INDEX_FILE))
  db.pragma(`cache_size = -${CACHE_KB}`)
  db.pragma(`wal_autocheckpoint = ${BULK_PAGES}`)
  const state: State = { name, built: BUILDING, key: -Number.MAX_SAFE_INTEGER, applied, ordered: 1 }
  db.transaction(() => {
    db.exec(SCHEMA)
    db.prepare('INSERT INTO state VALUES (1, ?, ?, ?, ?, ?)').run(state.name, state.built, state.key, state.applied, state.ordered)
  })()
  return { db, state }
}

function keepState({ db, state }: CaseIndex): void {
  db.prepare('UPDATE state SET built = ?, key = ?, applied = ?, ordered = ?').run(state.built, state.key, state.applied, state.ordered)
}

function commit(known: Held, index: CaseIndex): void {
  keepState(index)
  index.db.exec('COMMIT')
  known.uncommitted = 0
}

type Reported = [row: number, reportedAt: number, body: string]

/** In the order of the reports, so that the newest have the highest numbers. What changes meanwhile is noted, and comes after. */
function build(db: ReadableDatabase, known: Held, index: CaseIndex): void {
  const { state } = index
  const fields = 'SELECT rowid, reported_at, body FROM "case" INDEXED BY case_reported WHERE reported_at'
  const [select, ofOneTime] = [db.prepare(`${fields} > ? ORDER BY reported_at LIMIT ?`).raw(), db.prepare(`${fields} = ?`).raw()]
  const [addDoc, addText] = [index.db.prepare('INSERT INTO doc (row, reported_at) VALUES (?, ?)'), index.db.prepare('INSERT INTO text (rowid, tokens) VALUES (?, ?)')]
  if (!index.db.inTransaction) index.db.exec('BEGIN')
  const began = performance.now()
  let rows = 0
  for (let found: Reported[] = []; performance.now() - began < CHUNK_MS && state.built === BUILDING; rows += found.length) {
    found = select.all(state.key, BUILT_AT_ONCE) as Reported[]
    const isLast = found.length < BUILT_AT_ONCE
    // Reports of one time are taken together: half of them could change places until the next step.
    const last = found.at(-1)?.[1] ?? state.key
    if (!isLast) found = [...found.filter(([, reportedAt]) => reportedAt !== last), ...(ofOneTime.all(last) as Reported[])]
    for (const [row, reportedAt, body] of found) addText.run(addDoc.run(row, reportedAt).lastInsertRowid, tokensOf(fieldsOf(JSON.parse(body) as Row<'case'>)))
    state.key = last
    if (isLast) {
      index.db.exec(BY_ROW)
      state.built = BUILT
    }
  }
  known.uncommitted += rows
  if (state.built === BUILT || known.uncommitted >= ROWS_PER_COMMIT) commit(known, index)
  if (state.built === BUILT) index.db.pragma(`wal_autocheckpoint = ${CALM_PAGES}`)
}

/** A part of the merging: a negative number makes all segments into one, what follows goes on with it, and where nothing is left hardly a row is changed (SQLite, FTS5 'merge'). */
function merge(known: Held, index: CaseIndex): void {
  const step = index.db.prepare("INSERT INTO text (text, rank) VALUES ('merge', ?)")
  const changes = (): number => (prepared(index.db, 'SELECT total_changes()').get() as [number])[0]
  const began = performance.now()
  while (index.state.built === BUILT && performance.now() - began < CHUNK_MS) {
    const before = changes()
    step.run(known.isMerging ? PAGES_MERGED_AT_ONCE : -PAGES_MERGED_AT_ONCE)
    if (known.isMerging && changes() - before < 2) index.state.built = MERGED
    known.isMerging = true
  }
  if (index.state.built === MERGED) keepState(index)
}

/** True once there is none left. */
function applyChanges(db: ReadableDatabase, index: CaseIndex): boolean {
  const { state } = index
  const select = prepared(db, 'SELECT row, n FROM case_change WHERE n > ? ORDER BY n LIMIT ?')
  const began = performance.now()
  for (;;) {
    const changes = select.all(state.applied, ROWS_AT_ONCE) as [row: number, n: number][]
    if (changes.length === 0) return true
    if (performance.now() - began > CHUNK_MS) return false
    index.db.transaction(() => {
      for (const [row] of changes) applyChange(db, index, row)
      state.applied = changes.at(-1)![1]
      keepState(index)
    })()
  }
}

function applyChange(db: ReadableDatabase, index: CaseIndex, row: number): void {
  // A report whose time was changed while the index was made may be in it twice.
  const docs = prepared(index.db, 'SELECT id, reported_at FROM doc WHERE row = ?').all(row) as [id: number, reportedAt: number][]
  const now = prepared(db, 'SELECT reported_at, body FROM "case" WHERE rowid = ?').get(row) as [reportedAt: number, body: string] | undefined
  for (const [id] of docs) {
    index.db.prepare('DELETE FROM text WHERE rowid = ?').run(id)
    index.db.prepare('DELETE FROM doc WHERE id = ?').run(id)
  }
  if (now === undefined) return
  const [reportedAt, body] = now
  const [old] = docs
  const newest = prepared(index.db, 'SELECT reported_at FROM doc ORDER BY id DESC LIMIT 1').get() as [number] | undefined
  // An older report that comes later has a number too high: then results are sorted instead of taken as they come, until the next start.
  if (old === undefined ? newest !== undefined && reportedAt < newest[0] : old[1] !== reportedAt) index.state.ordered = 0
  const id = index.db.prepare('INSERT INTO doc (id, row, reported_at) VALUES (?, ?, ?)').run(old?.[0] ?? null, row, reportedAt).lastInsertRowid
  index.db.prepare('INSERT INTO text (rowid, tokens) VALUES (?, ?)').run(id, tokensOf(fieldsOf(JSON.parse(body) as Row<'case'>)))
}
