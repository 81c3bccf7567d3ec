/** One person's desk at one central: the store, the sync that feeds it, and the sign-in that may come later than the first picture. */
import { join } from 'node:path'
import type { Topic } from '../../preload/contract/model.ts'
import { OUTLINES_FOLDER } from '../outlines/held-file.ts'
import { openStore, type Store } from '../store/store.ts'
import { createCaseIndexing } from './case-indexing.ts'
import { openEdits, type Edits } from './edits.ts'
import { openPhotos, type Photos } from './photos.ts'
import { createSync, type Sync } from '../sync/sync.ts'
import type { Ports } from '../sync/ports.ts'
import { knownDuties, type Remembered } from './remembered.ts'
import { enterPractice, type Entry } from './sign-in.ts'

export interface Seat {
  remembered: Remembered
  store: Store
  edits: Edits
  photos: Photos
  sync(): Sync
  /** Done first when this person leaves: what was made for them goes with them. */
  atClose(work: () => Promise<void>): void
  close(): Promise<void>
}

export interface SeatOptions {
  dataFolder: string
  remembered: Remembered
  /** Null: nobody has signed in yet in this run; the cache is shown meanwhile. */
  token: string | null
  /** Where the practice central beside this console answers now, or null. */
  practice: string | null
  ports: Ports
  /** Called with the new session when a later sign-in succeeded. */
  onEntered(remembered: Remembered): void
  onTopics(topics: Topic[]): void
}

/** The practice central beside the console has another port at every start, and is the same central all the same. */
const BESIDE = 'http://practice.invalid'
const RETRY_MS = 5_000
/** The cache is shown without the central after this long. */
const FIRST_TRY_MS = 3_000

export async function openSeat(options: SeatOptions): Promise<Seat> {
  const { ports } = options
  const owner = { central: options.remembered.beside ? BESIDE : options.remembered.central, sub: options.remembered.sub }
  const store = await openStore({ base: join(options.dataFolder, 'profiles'), owner, now: ports.clock.wall(), outlines: join(options.dataFolder, OUTLINES_FOLDER) })
  const indexing = createCaseIndexing(store)
  const edits = await openEdits({
    store, actor: options.remembered.sub, clock: ports.clock, simulated: options.remembered.practice,
    // An edit lies over the rows of its case: whoever shows them asks again.
    changed: () => options.onTopics(['edits', 'cases', 'places']),
  })
  const photos = await orClose(openPhotos({ store, clock: ports.clock, listOps: () => edits.photoOps(), listNamed: () => edits.namedPhotos(), sync: () => sync }), edits, store)
  let remembered = options.remembered
  let closed = false
  let cancelRetry: (() => void) | null = null
  let changing: Promise<void> = Promise.resolve()
  const partings: (() => Promise<void>)[] = []

  const begin = (central: string, token: string | null): Sync => {
    const sync = createSync({ central, token, sub: remembered.sub, store: store.writer, ports, queue: edits.queue, readPhoto: photos.read, onDuties: learnDuties })
    sync.onChange(({ topics, points }) => {
      if (points !== undefined) void store.field.ask('points.changed', points).catch(() => null)
      options.onTopics(topics)
      if (topics.includes('cases') || topics.includes('sync')) indexWhenCalm(sync)
      if (sync.status().state === 'idle') void edits.tidy(sync.centralNow()).then(() => photos.tidy()).catch(() => {})
      // A practice central made anew knows the old token no more.
      if (topics.includes('sync') && sync.status().state === 'signed-out' && canEnterAlone(remembered)) retryLater()
    })
    return sync
  }

  // Without the practice central its old port may be another program's by now: nobody is asked there.
  const central = remembered.beside ? (options.practice ?? BESIDE) : remembered.central
  const first = options.token === null ? await within(FIRST_TRY_MS, enterAgain()) : { remembered, token: options.token }
  if (first !== null) remembered = first.remembered
  let sync!: Sync
  const start = async (token: string | null): Promise<void> => {
    sync = begin(central, token)
    await sync.start()
  }
  await orClose(start(first?.token ?? null), edits, store)
  indexWhenCalm(sync)
  if (first === null && canEnterAlone(remembered)) retryLater()

  async function enterAgain(): Promise<Entry | null> {
    if (!canEnterAlone(remembered)) return null
    const entry = await enterPractice(ports, central, remembered.account, remembered.beside).catch(() => null)
    return entry?.remembered.sub === remembered.sub ? entry : null
  }
  function within<T>(ms: number, work: Promise<T | null>): Promise<T | null> {
    return new Promise((resolve) => {
      const cancel = ports.scheduler.after(ms, () => resolve(null))
      void work.then((value) => {
        cancel()
        resolve(value)
      })
    })
  }
  function learnDuties(told: readonly string[]): void {
    const duties = knownDuties(told)
    if (closed || JSON.stringify(duties) === JSON.stringify(remembered.duties)) return
    remembered = { ...remembered, duties }
    options.onEntered(remembered)
  }
  /** Not while rows are pulled: a first sync has the machine to itself. */
  function indexWhenCalm(now: Sync): void {
    const { state } = now.status()
    if (state !== 'pulling' && state !== 'never') indexing.wake()
  }
  function retryLater(): void {
    if (closed) return
    cancelRetry?.()
    cancelRetry = ports.scheduler.after(RETRY_MS * (1 + ports.random()), () => {
      void enterAgain().then((entry) => {
        if (closed) return
        if (entry === null) return retryLater()
        // A store that fails here answers its questions with the reason; there is nobody to tell it to once more.
        changing = change(entry).catch(() => {})
      })
    })
  }
  /** The seat may be closed at any of the waits: then nothing begins any more, least of all for somebody who signed out. */
  async function change(entry: Entry): Promise<void> {
    await sync.stop()
    if (closed) return
    remembered = entry.remembered
    options.onEntered(remembered)
    await start(entry.token)
  }

  return {
    get remembered() {
      return remembered
    },
    store,
    edits,
    photos,
    sync: () => sync,
    atClose: (work) => void partings.push(work),
    async close() {
      closed = true
      cancelRetry?.()
      indexing.stop()
      await Promise.allSettled(partings.map((part) => part()))
      await changing
      // Each is closed, whatever became of the one before.
      try {
        await sync.stop()
      } finally {
        await edits.close().finally(() => store.close())
      }
    },
  }
}

/** A practice account needs no secret; a desk that came in by a token does, even at a practice central. */
function canEnterAlone({ practice, account }: Remembered): boolean {
  return practice && account !== null
}

/** An open store keeps the profile locked, and nobody would ever close this one. */
async function orClose<T>(opening: Promise<T>, ...open: { close(): Promise<void> }[]): Promise<T> {
  try {
    return await opening
  } catch (error) {
    for (const one of open) await one.close()
    throw error
  }
}
