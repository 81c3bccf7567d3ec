/** One user's synchronisation with one central: the engine with its performers, and what the rest of the console sees of it. */
import type { SyncPage, SyncStatus, Topic } from '../../preload/contract/model.ts'
import type { Lane } from '../store/lane.ts'
import type { WriterFunctions } from '../store/writer-functions.ts'
import { admit, type LeftOut } from './admit.ts'
import { createCentralClient, type CentralClient } from './central-client.ts'
import { createConfirmations } from './confirmations.ts'
import { checkScope } from './digest.ts'
import { createEngine } from './engine.ts'
import { describe } from './failure.ts'
import { createNegotiation } from './negotiate.ts'
import type { Net } from './net.ts'
import { composePage } from './page.ts'
import type { Ports } from './ports.ts'
import { pullPage } from './pull.ts'
import { createPhotoCarrier, type PhotoCarrier } from './photo-carrier.ts'
import { withPhotos } from './photo-queue.ts'
import { createPush } from './push.ts'
import type { PushQueue } from './push-queue.ts'
import type { StraightWay } from './push-straight.ts'
import { takeSnapshot } from './snapshot.ts'
import { statusOf } from './status.ts'
import { ALL_TOPICS, topicsOf } from './topics.ts'
import { listen as listenToWake } from './wake.ts'
import { createWeeklyCheck } from './weekly-check.ts'
import type { Changed, Workplace } from './workplace.ts'

export interface SyncOptions {
  central: string
  /** Null: nobody has signed in yet in this run; the status says so. */
  token: string | null
  /** Whose profile the store is; a token of another user is refused. Null: not checked. */
  sub: string | null
  store: Lane<WriterFunctions>
  ports: Ports
  /** Edits that wait to be sent; absent: this desk only reads. */
  queue?: PushQueue
  /** Reads a photo that an edit names; absent: this desk sends none. */
  readPhoto?(name: string): Promise<Uint8Array<ArrayBuffer> | null>
  /** What the account may do, each time the central says who we are. */
  onDuties?(duties: readonly string[]): void
}
export interface Change {
  topics: Topic[]
  /** Compact points that changed, for the field columns. */
  points?: { ids: string[] } | 'reload'
}
export interface Sync extends Pick<Net, 'skewMs' | 'centralNow'> {
  status(): SyncStatus
  page(): Promise<SyncPage>
  /** Reads what the cache remembers, then begins; without a network the status is offline and all reads work. */
  start(): Promise<void>
  /** Ends requests and timers; resolves when nothing is under way. The store stays open. */
  stop(): Promise<void>
  /** Exchanges now, whatever was being waited for. */
  now(): void
  /** How far photos have got on their way up; null: this desk sends none. */
  photos: Pick<PhotoCarrier, 'stateOf' | 'forget'> | null
  fetchPhoto: CentralClient['getBlob']
  /** Something was saved, or is to be sent again. */
  edited(): void
  /** Past the queue, while the central has said who we are; null: nothing can be sent now. */
  straight(): StraightWay | null
  /** Compares every scope with the central's digest; what differs is pulled anew. */
  check(): Promise<SyncPage>
  /** Pulls every scope anew; the present rows stay visible until then. */
  rebuild(): Promise<SyncPage>
  onChange(listen: (what: Change) => void): () => void
}

/** Steps come in swarms; the screens hear of them this often at most. */
const STATUS_EVERY_MS = 150
const COPY_EVERY_MS = 3_600_000
const CHECK_TRIES = 3
const CHECK_WAIT_MS = 10_000

export function createSync(options: SyncOptions): Sync {
  const { store, ports, central } = options
  const { clock, scheduler } = ports
  const listeners = new Set<(what: Change) => void>()
  const underWay = new Set<Promise<unknown>>()
  let lastOkAt: number | null = null
  let leftOut: LeftOut = { beyond: 0, unreadable: 0 }
  let lastError: SyncPage['lastError'] = null
  let copiedAt = Number.NEGATIVE_INFINITY
  let announced = ''
  let pending: (() => void) | null = null
  let giveUp = new AbortController()
  let requestsBefore = 0

  const workplace = (): Workplace => ({ client: createCentralClient({ central, token: options.token, ports, signal: giveUp.signal }), store, clock, sub: options.sub })
  let place = workplace()
  let negotiation = createNegotiation(place.client)

  const emit = (what: Change): void => {
    for (const hear of listeners) hear(what)
  }
  const tracked = <T>(work: Promise<T>): Promise<T> => {
    underWay.add(work)
    void work.finally(() => underWay.delete(work)).catch(() => {})
    return work
  }
  const changed = (what: Changed): void => {
    const topics = topicsOf(what.types)
    if (topics.length > 0) emit({ topics, ...(what.points ? { points: what.points } : {}) })
  }
  const exchanged = (): void => {
    lastOkAt = clock.wall()
  }
  const failed = (failure: { code: string; detail: string }): void => {
    if (failure.code !== 'stopped') lastError = { at: clock.wall(), ...failure }
  }

  const confirmations = createConfirmations({
    clock, scheduler,
    write: (confirmation) => tracked(store.ask('confirmScopes', confirmation).then(() => store.ask('remember', { last_ok_at: String(lastOkAt) }))),
    failed: (error) => failed({ code: 'storage', detail: String(error) }),
  })
  const keepCopy = (): void => {
    if (clock.monotonic() - copiedAt < COPY_EVERY_MS) return
    copiedAt = clock.monotonic()
    tracked(store.ask('keepGoodCopy', { now: clock.wall() })).catch((error: unknown) => failed({ code: 'storage', detail: String(error) }))
  }

  const engine = createEngine(ports, {
    me: () => tracked(admit(place, negotiation).then((answer) => {
      if (answer.forgotten !== undefined && answer.forgotten.length > 0) emit({ topics: ALL_TOPICS, points: 'reload' })
      if (!answer.ok) return answer
      exchanged()
      leftOut = answer.leftOut
      options.onDuties?.(answer.duties)
      return answer
    })),
    snapshot: (ask, isCurrent, report) => tracked(takeSnapshot(place, ask, isCurrent, report).then((answer) => {
      if (answer?.ok) {
        exchanged()
        changed(answer.changed)
      }
      return answer
    })),
    changes: (ask, isCurrent) => tracked(pullPage(place, ask, isCurrent).then((answer) => {
      if (answer?.ok) {
        exchanged()
        changed(answer.changed)
      }
      return answer
    })),
    // Only rows known to be wrong may go back to an older version.
    reset: (scope, why) => tracked(store.ask('resetScope', { scope, repair: why === 'drift' || why === 'ahead', error: why })),
    discard: (scope) => tracked(store.ask('discardSnapshot', { scope })),
    note: (scope, error) => tracked(store.ask('noteScope', { scope, error })),
    openWake(send) {
      // Until a stream has told the heads, what happened before it began is not known.
      let told = false
      const ears = {
        open: () => send({ type: 'wake-open' }),
        head(hint: { scope: string; head: number; epoch: string }) {
          told = true
          send({ type: 'head', ...hint })
        },
        rights: () => send({ type: 'rights-changed' }),
        beat(epoch: string | null) {
          if (epoch !== null && epoch !== engine.state().epoch) send({ type: 'epoch-seen', epoch })
          else {
            exchanged()
            if (told) confirmations.heard(() => [...engine.state().scopes.values()].filter((scope) => scope.phase === 'idle' && !scope.renew).map(({ id }) => id))
          }
        },
      }
      void tracked(listenToWake(place.client.net, ears, giveUp.signal).then((failure) => send({ type: 'wake-lost', failure })))
    },
    halt: () => giveUp.abort(),
    failed,
  })

  const photoMoved = (settled: boolean): void => {
    emit({ topics: ['edits'] })
    if (settled) push?.send({ type: 'work' })
  }
  const carrier = options.readPhoto === undefined ? null : createPhotoCarrier({
    read: options.readPhoto, client: () => place.client, ports, tracked, failed,
    changed: photoMoved, askMe: () => engine.send({ type: 'rights-changed' }),
  })
  const push = options.queue === undefined ? null : createPush({
    queue: carrier === null ? options.queue : withPhotos(options.queue, carrier), client: () => place.client, ports, tracked, failed,
    askMe: () => engine.send({ type: 'rights-changed' }),
  })
  /** Only a central that has said who we are in this run is sent anything: an op goes under the identity that made it or not at all. */
  const pushableEpoch = (): string | null => {
    const { stage, admitted, link, held, epoch } = engine.state()
    return stage === 'open' && admitted && link === 'up' && !held ? epoch : null
  }

  const status = (): SyncStatus => {
    const pulled = statusOf(engine.state(), { monotonic: clock.monotonic(), wall: clock.wall(), lastOkAt })
    const pushing = push?.state()
    return pulled.state === 'idle' && pushing?.phase === 'busy' && pushing.left > 0 ? { state: 'pushing', left: pushing.left } : pulled
  }
  const announce = (): void => {
    pending = null
    const words = JSON.stringify([status(), [...engine.state().scopes.values()].map((scope) => [scope.id, scope.cursor, scope.trouble])])
    if (words === announced) return
    announced = words
    emit({ topics: ['sync'] })
  }
  const stepped = (): void => {
    pending ??= scheduler.after(STATUS_EVERY_MS, announce)
  }
  engine.onStep(() => {
    stepped()
    push?.send({ type: 'ready', epoch: pushableEpoch() })
    carrier?.ready(pushableEpoch())
    if (status().state === 'idle') keepCopy()
  })
  push?.onStep(stepped)
  const page = (): Promise<SyncPage> =>
    composePage({ store, central, state: engine.state(), status: status(), requests: requestsBefore + place.client.net.count(), lastExchangeAt: lastOkAt, lastError, leftOut })

  /** False when the scope could not be compared. */
  const checkOne = async (scope: string): Promise<boolean> => {
    for (let tried = 1; tried <= CHECK_TRIES; tried++) {
      const outcome = await tracked(checkScope(place, scope))
      if (outcome.result === 'drift') engine.send({ type: 'renew', scope, why: 'drift' })
      if (outcome.result === 'failed') failed(describe(outcome.failure))
      if (outcome.result !== 'behind') return outcome.result !== 'failed'
      engine.send({ type: 'head', scope, head: outcome.head, epoch: outcome.epoch })
      await engine.until((state) => state.scopes.get(scope)?.phase === 'idle' && (state.scopes.get(scope)?.cursor ?? 0) >= outcome.head, CHECK_WAIT_MS)
    }
    return false
  }
  /** Each scope, whatever came of the others. */
  const checkAll = async (): Promise<boolean> => {
    let complete = true
    for (const scope of engine.state().scopes.keys()) complete = (await checkOne(scope)) && complete
    if (complete) await tracked(store.ask('remember', { checked_at: String(clock.wall()) }))
    return complete
  }
  const weekly = createWeeklyCheck({ ...ports, isReady: () => status().state === 'idle', check: () => checkAll().catch(() => false) })

  return {
    status,
    page,
    async start() {
      const memory = (await store.ask('recall', null)).value
      const scopes = (await store.ask('listScopes', null)).value
      const times = [Number(memory['last_ok_at'] ?? 0), ...scopes.map((scope) => scope.ok_at ?? 0)]
      lastOkAt = Math.max(...times) || null
      if (giveUp.signal.aborted) {
        requestsBefore += place.client.net.count()
        giveUp = new AbortController()
        place = workplace()
        negotiation = createNegotiation(place.client)
      }
      const checkedAt = memory['checked_at'] === undefined ? null : Number(memory['checked_at'])
      if (checkedAt === null) await store.ask('remember', { checked_at: String(clock.wall()) })
      weekly.start(checkedAt)
      push?.send({ type: 'start' })
      engine.send({ type: 'start' })
    },
    async stop() {
      weekly.stop()
      confirmations.stop()
      push?.send({ type: 'stop' })
      carrier?.stop()
      engine.send({ type: 'stop' })
      pending?.()
      pending = null
      giveUp.abort()
      while (underWay.size > 0) await Promise.allSettled(underWay)
      if (lastOkAt !== null) await store.ask('remember', { last_ok_at: String(lastOkAt) })
    },
    now() {
      engine.send({ type: 'now' })
      push?.send({ type: 'now' })
      carrier?.now()
    },
    photos: carrier,
    fetchPhoto: (ask) => tracked(place.client.getBlob(ask)),
    edited: () => push?.send({ type: 'work' }),
    straight() {
      const epoch = pushableEpoch()
      return epoch === null ? null : { client: place.client, epoch }
    },
    skewMs: () => place.client.net.skewMs(),
    centralNow: () => place.client.net.centralNow(),
    async check() {
      await checkAll()
      return page()
    },
    rebuild() {
      engine.send({ type: 'renew', scope: null, why: null })
      return page()
    },
    onChange(listen) {
      listeners.add(listen)
      return () => listeners.delete(listen)
    },
  }
}
