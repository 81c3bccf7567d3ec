/** A desk with a real cache file and a real outbox file in one profile folder: rows come as the central sends them, edits as a person makes them, verdicts as the push hears them. */
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { close, type OutboxContext } from '../../../main/outbox/context.ts'
import { save } from '../../../main/outbox/save.ts'
import { markSending } from '../../../main/outbox/send.ts'
import { settle, type Settlement } from '../../../main/outbox/settle.ts'
import { openCache } from '../../../main/store/cache.ts'
import { applyPage } from '../../../main/store/inbox.ts'
import { openReadable } from '../../../main/store/open.ts'
import { closeOverlay } from '../../../main/store/overlay/overlay.ts'
import { closeIndex, openIndex } from '../../../main/store/queries/case-index.ts'
import type { ReaderContext } from '../../../main/store/reader-context.ts'
import { grantScopes } from '../../../main/store/scopes.ts'
import { createWriterContext, type WriterContext } from '../../../main/store/writer-context.ts'
import type { Change, Row } from '../../../main/sync/protocol.ts'
import type { CaseSaying } from '../../../preload/contract/case-flow.ts'
import type { EditIntent } from '../../../preload/contract/edit.ts'
import { ACTOR, makeFolder, open } from '../../outbox/scene.ts'
import { EPOCH, hashOf, OWNER, take } from '../scene.ts'
import { NOW } from '../queries/filled-cache.ts'
import { STREETS } from '../queries/cases.ts'

export { ACTOR, EPOCH }
export const CITY = 'city:3302'
export const OFFICES = STREETS.map((street) => `office:${street}`)
export const OTHER_EPOCH = '00000000-0000-4000-8000-00000000000b'
export const LATER = NOW + 60_000

type Changes<T> = Omit<T, 'op_id' | 'type' | 'base'>
/** What a person wants, without what a form adds by itself. */
export type Wish = AnyWish & { kind: 'transition' | 'edit' | 'create' | CaseSaying | 'photo' }
type AnyWish = EditIntent extends infer I ? (I extends EditIntent ? Changes<I> : never) : never

export interface Desk {
  folder: string
  writer: WriterContext
  outbox: OutboxContext
  reader: ReaderContext
  /** A snapshot of the scope with these rows. */
  snapshot(scope: string, rows: SentRow[], atSeq: number, epoch?: string): void
  /** Changes from the cursor on, one page. */
  page(scope: string, changes: SentRow[]): void
  /** Answers the op's id. */
  edit(wish: Wish, madeAt?: number): string
  settle(opId: string, verdict: Settlement['verdict'], word?: Partial<Word>): void
  /** The reader's connections and what it remembers begin anew. */
  reopenReader(): void
  /** The cache is thrown away, as by a rebuild: the reader's thread is another one. */
  discardCache(): void
  close(): void
}

/** `gone`: it leaves the scope. */
export type SentRow = { type: 'case'; row: Row<'case'>; ver: number } | { type: 'act'; row: Row<'act'>; ver: number } | { type: 'case' | 'act'; gone: string; ver: number }
export interface Word { scope: string; seq: number; ver: number; gver: Record<string, number>; at: string; epoch: string }

export function openDesk(withIndex = false): Desk {
  const folder = makeFolder()
  const openWriter = (discard = false): WriterContext => {
    const { db, path } = openCache(folder, OWNER, NOW, discard)
    const context = createWriterContext(db, folder, path, OWNER)
    grantScopes(context, { scopes: [CITY, ...OFFICES].map((id) => ({ id, name: id })) })
    return context
  }
  let writer = openWriter()
  const { context: outbox } = open(folder)
  const openReader = (): ReaderContext => {
    const context: ReaderContext = { db: openReadable(writer.path), profileFolder: folder, ...(withIndex ? { indexFolder: folder } : {}) }
    openIndex(context)
    return context
  }
  let reader = openReader()
  const closeReader = (): void => {
    closeIndex(reader)
    closeOverlay(reader)
    reader.db.close()
  }
  const desk: Desk = {
    folder, outbox,
    get writer() {
      return writer
    },
    get reader() {
      return reader
    },
    snapshot(scope, rows, atSeq, epoch: string = EPOCH) {
      take(writer, scope, rows.flatMap((one) => ('gone' in one ? [] : [{ type: one.type, id: one.row.id, ver: one.ver, row: JSON.stringify(one.row) }])), atSeq, epoch)
    },
    page(scope, rows) {
      const { cursor, epoch } = writer.db.prepare('SELECT cursor, epoch FROM scope WHERE id = ?').get(scope) as { cursor: number; epoch: string }
      const changes = rows.map((one, i): Change => {
        const seq = cursor + i + 1
        if ('gone' in one) return { seq, op: 'leave', type: one.type, id: one.gone, ver: one.ver, why: 'moved' }
        const row = JSON.stringify(one.row)
        return { seq, op: 'put', type: one.type, id: one.row.id, ver: one.ver, h: hashOf(row), row }
      })
      const next = cursor + rows.length
      const result = applyPage(writer, { page: { scope, epoch, after: cursor, next, head: next, more: false, changes }, now: NOW, lenient: false })
      if (!result.ok || result.bad > 0) throw new Error(`the page was not taken: ${JSON.stringify(result)}`)
    },
    edit(wish, madeAt = LATER) {
      const op_id: string = randomUUID()
      const body = { ...wish, op_id, type: 'on' in wish ? 'act' : 'case', ...(wish.kind === 'transition' || wish.kind === 'edit' ? { base: {} } : {}), made_at: new Date(madeAt).toISOString(), skew_ms: 0 }
      const saved = save(outbox, { ops: [{ op_id, scope: OFFICES[0]!, type: 'case', row_id: wish.id, kind: wish.kind, body: JSON.stringify(body) }], now: madeAt, mono: 1 })
      if (!saved.saved) throw new Error(`not saved: ${saved.detail}`)
      return op_id
    },
    settle(opId, verdict, word = {}) {
      const { epoch = EPOCH, ...more } = word
      const said = { scope: OFFICES[0]!, seq: 1, ver: 2, gver: {}, at: new Date(LATER + 1_000).toISOString(), ...more }
      markSending(outbox, { op_ids: [opId], epoch, now: LATER })
      const { changed } = settle(outbox, { epoch, now: LATER, settlements: [{ op_id: opId, verdict, result: JSON.stringify({ op_id: opId, result: verdict, ...said }), seq: said.seq, ver: said.ver }] })
      if (verdict !== 'undecided' && changed.length !== 1) throw new Error(`${opId} was not settled`)
    },
    reopenReader() {
      closeReader()
      reader = openReader()
    },
    discardCache() {
      closeReader()
      writer.db.close()
      writer = openWriter(true)
      reader = openReader()
    },
    close() {
      closeReader()
      close(outbox)
      writer.db.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return desk
}

/** The city's own rows: what a desk has before its first case. */
export function cityLines(): { type: string; id: string; ver: number; row: string }[] {
  const made = { city: '3302', simulated: true, source: 'test' }
  const areas: Row<'area'>[] = [
    { ...made, id: '3302', level: 'city', name: '宁波', time_zone: 'Asia/Shanghai', bounds: [120.9, 28.8, 122.2, 30.5] },
    ...['330205', '330212'].map((id): Row<'area'> => ({ ...made, id, level: 'district', name: `名${id}`, parent: '3302' })),
    ...STREETS.map((id): Row<'area'> => ({ ...made, id, level: 'street', name: `名${id}`, parent: id.slice(0, 6) })),
  ]
  const classes = ['sanitation', 'safety', 'rental'].map((id, order): Row<'class'> => ({ id, city: '3302', name: `类${id}`, order, simulated: true }))
  return [...areas.map((row) => ({ type: 'area', id: row.id, ver: 1, row: JSON.stringify(row) })), ...classes.map((row) => ({ type: 'class', id: row.id, ver: 1, row: JSON.stringify(row) }))]
}

export function giveCity(desk: Desk, epoch: string = EPOCH): void {
  take(desk.writer, CITY, cityLines(), 1, epoch)
}

/** The act that tells of an op once the central has applied it. */
export function actFor(opId: string, caseId: string, more: Partial<Row<'act'>> = {}): Row<'act'> {
  return { id: opId, city: '3302', case: caseId, kind: 'transition', groups: ['dispatch'], by: ACTOR, by_name: '模拟员', at: new Date(LATER + 1_000).toISOString(), simulated: true, ...more }
}
