/** One person's edits on this PC: saved, listed, decided about, and handed to whoever sends them. */
import type { Output, Input } from '../../preload/contract/api.ts'
import type { EditBadge, EditIntent, Saved } from '../../preload/contract/edit.ts'
import { ExportIntent } from '../../preload/contract/edit-schema.ts'
import type { Clock } from '../sync/ports.ts'
import type { PushQueue } from '../sync/push-queue.ts'
import { openOutbox, type Outbox } from '../outbox/outbox.ts'
import { LIMITS, type NewOp, type Op } from '../outbox/op.ts'
import { StoreFailure } from '../store/failure.ts'
import type { Store } from '../store/store.ts'
import { composeOp, hasContact, isSameIntent, maskTyped, withoutContact } from './compose-op.ts'
import { entryOf, refusedOf } from './edit-entry.ts'
import { needsOf, rowOf, scopeOf } from './edit-scope.ts'
import { queueOf } from './outbox-queue.ts'
import { Refusal } from './refusal.ts'

export interface EditsOptions {
  store: Store
  actor: string
  clock: Clock
  simulated: boolean
  /** Edits, or the rows they are laid over, may show otherwise. */
  changed(): void
}

export interface Edits {
  queue: PushQueue
  /** `skewMs`: how far this PC's clock is ahead of the central's. */
  save(input: Input<'edits.save'>, skewMs: number | null): Promise<Saved>
  /** That something leaves the console; durable when this answers. Throws Refusal 'unrecorded' or 'disk-full': then it must not leave. */
  record(intent: Extract<EditIntent, { kind: 'export' }>, city: string, skewMs: number | null): Promise<void>
  badge(): Promise<EditBadge>
  unsent(input: Input<'edits.unsent'>): Promise<Output<'edits.unsent'>>
  refused(input: Input<'edits.refused'>): Promise<Output<'edits.refused'>>
  history(input: Input<'edits.history'>): Promise<Output<'edits.history'>>
  known(input: Input<'edits.known'>): Promise<Output<'edits.known'>>
  withdraw(input: Input<'edits.withdraw'>): Promise<Output<'edits.withdraw'>>
  sendAgain(input: Input<'edits.sendAgain'>): Promise<Output<'edits.sendAgain'>>
  resolve(input: Input<'edits.resolve'>, skewMs: number | null): Promise<Output<'edits.resolve'>>
  support(): Promise<Output<'edits.support'>>
  goOn(): Promise<EditBadge>
  drafts: {
    get(input: Input<'drafts.get'>): Promise<Output<'drafts.get'>>
    list(input: Input<'drafts.list'>): Promise<Output<'drafts.list'>>
    put(input: Input<'drafts.put'>): Promise<null>
    drop(input: Input<'drafts.drop'>): Promise<null>
  }
  /** Those that add photos, and every photo that an edit or a draft of this PC names. */
  photoOps(): Promise<Op[]>
  namedPhotos(): Promise<string[]>
  /** Once an hour at most: lets go of what has long been over, and keeps the daily copy. */
  tidy(centralNow: number | null): Promise<void>
  close(): Promise<void>
}

const TIDY_EVERY_MS = 3_600_000
const CONTACT = 'contact data is sent online only and never kept on this PC'

/** Never rejects: a desk whose outbox cannot be opened still reads, and says why nothing can be saved. */
export async function openEdits(options: EditsOptions): Promise<Edits> {
  const { store, actor, clock, simulated, changed } = options
  let outbox: Outbox | null = null
  let unavailable = ''
  let tidiedAt = Number.NEGATIVE_INFINITY

  const open = async (goOn: boolean): Promise<void> => {
    try {
      outbox = await openOutbox({ folder: store.folder, actor, clock, goOn })
    } catch (error) {
      unavailable = error instanceof Error ? error.message : String(error)
    }
  }
  await open(false)

  /** Throws StoreFailure 'sealed'. */
  const held = (): Outbox => {
    if (outbox === null) throw new StoreFailure('sealed', unavailable)
    return outbox
  }
  /** Where the rows lie, and by which op of this PC a case was made, whether it has come back from the central or not. */
  const groundOf = async (intents: readonly EditIntent[]): Promise<{ scopes: Map<string, string>; made: Map<string, string> }> => {
    const ids = intents.flatMap((intent) => rowOf(intent) ?? [])
    const { value } = await store.desk.ask('edits.scopes', { ids })
    const scopes = new Map(value)
    const made = new Map(intents.flatMap((intent) => (intent.kind === 'create' ? [[intent.id, intent.op_id] as const] : [])))
    if (ids.some((id) => !scopes.has(id)) || intents.some((intent) => 'on' in intent)) {
      for (const { op_id, row_id, scope } of (await held().ask('listMade', {})).value) {
        if (!scopes.has(row_id)) scopes.set(row_id, scope)
        made.set(row_id, op_id)
      }
    }
    return { scopes, made }
  }
  const badge = async (): Promise<EditBadge> => {
    if (outbox === null) return { unsent: 0, oldestMs: null, refused: 0, drafts: 0, isCrowded: false, sealed: { why: 'unavailable', detail: unavailable } }
    const { value } = await outbox.ask('badge', {})
    return { ...value, isCrowded: value.unsent >= LIMITS.crowdedOps, sealed: outbox.opening.sealed }
  }

  return {
    queue: queueOf(() => (outbox?.opening.sealed === null ? outbox : null), changed),
    async save({ edits, draft }, skewMs) {
      if (outbox === null) return { saved: false, why: 'sealed', detail: unavailable }
      if (edits.some(hasContact)) return { saved: false, why: 'malformed', detail: CONTACT }
      const { scopes, made } = await groundOf(edits)
      const madeAt = clock.wall()
      const ops = edits.flatMap((intent) => {
        const scope = scopeOf(intent, scopes)
        return scope === undefined ? [] : [composeOp(intent, scope, { madeAt, skewMs, resolves: null, needs: needsOf(intent, made) })]
      })
      if (ops.length < edits.length) return { saved: false, why: 'unknown-row', detail: 'this desk does not hold what the edit is about' }
      const value = await saveOnce(outbox, ops, draft)
      if (value.saved) changed()
      return value.saved ? { saved: true, unsent: value.unsent, isCrowded: value.isCrowded } : value
    },
    async record(intent, city, skewMs) {
      if (outbox === null) throw new Refusal('unrecorded', unavailable)
      // What the central would not take is no record.
      const read = ExportIntent.safeParse(intent)
      if (!read.success) throw new Refusal('unrecorded', read.error.issues[0]?.message ?? '')
      const op = composeOp(read.data, `city:${city}`, { madeAt: clock.wall(), skewMs, resolves: null, needs: [] })
      const value = await saveOnce(outbox, [op], null)
      if (!value.saved) throw new Refusal(value.why === 'full' ? 'disk-full' : 'unrecorded', `${value.why}: ${value.detail}`)
      changed()
    },
    badge,
    unsent: async (input) => (await held().ask('listUnsent', input)).value.map((op) => entryOf(op, simulated)),
    refused: async (input) => (await held().ask('listRefused', input)).value.map((op) => refusedOf(op, simulated)),
    async history({ opId }) {
      const { value } = await held().ask('history', { op_id: opId })
      return value?.events.map(({ at, from, to, why }) => ({ at, from, to, why })) ?? []
    },
    known: async ({ opIds }) => ({ opIds: (await held().ask('known', { op_ids: opIds })).value }),
    async withdraw({ opIds }) {
      const { value } = await held().ask('withdraw', { op_ids: opIds })
      changed()
      return { opIds: value.changed }
    },
    async sendAgain({ opIds }) {
      const { value } = await held().ask('sendAgain', { op_ids: opIds })
      changed()
      return { opIds: value.changed }
    },
    async resolve({ opIds, how, edit }, skewMs) {
      if (edit !== null && hasContact(edit)) throw new Refusal('refused', CONTACT)
      const { scopes, made } = await groundOf(edit === null ? [] : [edit])
      const scope = edit === null ? null : scopeOf(edit, scopes)
      if (scope === undefined) return { isResolved: false }
      const op = edit === null || scope === null ? null : composeOp(edit, scope, { madeAt: clock.wall(), skewMs, resolves: opIds[0] ?? null, needs: needsOf(edit, made) })
      const { value } = await held().ask('resolve', { op_ids: opIds, how, op })
      changed()
      return { isResolved: value.changed.length > 0 }
    },
    async support() {
      const { value } = await held().ask('exportForSupport', { isSimulated: simulated })
      return { name: `yongai-edits-${new Date(clock.wall()).toISOString().slice(0, 19).replaceAll(':', '')}.json`, text: value }
    },
    async goOn() {
      if (outbox !== null && outbox.opening.sealed?.why === 'both-damaged') {
        await outbox.close()
        outbox = null
        await open(true)
        changed()
      }
      return badge()
    },
    drafts: {
      get: async (input) => (await held().ask('getDraft', input)).value,
      list: async ({ form }) => (await held().ask('listDrafts', form === null ? {} : { form })).value,
      async put({ form, key, body }) {
        await held().ask('putDraft', { form, key, body: maskedBody(body) })
        return null
      },
      async drop(input) {
        await held().ask('dropDraft', input)
        changed()
        return null
      },
    },
    photoOps: async () => (outbox === null ? [] : (await outbox.ask('listPhotoOps', {})).value),
    // Without the outbox nobody knows what is named: then nothing is let go.
    namedPhotos: async () => (await held().ask('listNamedPhotos', {})).value,
    async tidy(centralNow) {
      if (outbox === null || outbox.opening.sealed !== null || centralNow === null || clock.monotonic() - tidiedAt < TIDY_EVERY_MS) return
      tidiedAt = clock.monotonic()
      await outbox.ask('keepCopy', {})
      await outbox.ask('tidy', { centralNow })
    },
    async close() {
      await outbox?.close()
      outbox = null
      unavailable = 'the desk is closed'
    },
  }
}

/** Pressed twice, an intent is stamped twice; what was saved first stands. */
async function saveOnce(outbox: Outbox, ops: NewOp[], draft: Input<'edits.save'>['draft']) {
  const first = (await outbox.ask('save', { ops, draft })).value
  return first.saved || first.why !== 'reuse' ? first : (await outbox.ask('save', { ops: await asSaved(outbox, ops), draft })).value
}

/** With the body that an op was saved with before, where that says the same. */
async function asSaved(outbox: Outbox, ops: readonly NewOp[]): Promise<NewOp[]> {
  return Promise.all(ops.map(async (op) => {
    const before = (await outbox.ask('history', { op_id: op.op_id })).value?.op.body
    return before !== undefined && isSameIntent(before, op.body) ? { ...op, body: before } : op
  }))
}

/** What is no JSON is refused by the outbox, with its reason. */
function maskedBody(body: string): string {
  try {
    return JSON.stringify(withoutContact(maskTyped(JSON.parse(body))))
  } catch {
    return body
  }
}
