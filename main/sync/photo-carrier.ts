/** Carries photos to the central, one at a time, piece by piece from where it was cut off. How much is there is the central's to say: nothing is remembered here. */
import { backOff, retryAfter } from './back-off.ts'
import type { CentralClient } from './central-client.ts'
import { describe, type CallFailure } from './failure.ts'
import type { Ports } from './ports.ts'

/** `lost`: its bytes are no longer on this PC. `refused`: the central will not have it; an op that names it goes all the same, and is refused where its author sees it. */
export type Carried = { state: 'waiting'; sent: number; of: number | null } | { state: 'there' } | { state: 'refused'; why: string } | { state: 'lost' }

export interface PhotoCarrier {
  /** Asks for photos to be carried, in this order after those asked for before. */
  want(names: readonly string[]): void
  /** Ops that name it may go. */
  isSettled(name: string): boolean
  stateOf(name: string): Carried | null
  /** The central says that it is not there after all. */
  forget(name: string): void
  /** The central's epoch while it may be asked, or null. */
  ready(epoch: string | null): void
  /** Whatever was waited for is waited for no more. */
  now(): void
  stop(): void
}

export interface PhotoCarrierOptions {
  read(name: string): Promise<Uint8Array<ArrayBuffer> | null>
  client(): Pick<CentralClient, 'putBlob'>
  ports: Pick<Ports, 'random' | 'scheduler'>
  /** A photo has got further; `settled`: ops that waited for it may go. */
  changed(settled: boolean): void
  askMe(): void
  failed(failure: { code: string; detail: string }): void
  tracked<T>(work: Promise<T>): Promise<T>
}

export const PIECE_BYTES = 262_144
/** Answers without progress in a row, after which it is taken for a failure. */
const MOST_STALLS = 3
const UNABLE_MS = 900_000

const isSettled = (carried: Carried | undefined): boolean => carried?.state === 'there' || carried?.state === 'refused'
/** A photo that was lost may have been added again: looked for when somebody asks, or a central is there anew. */
const forgetLost = (photos: Map<string, Carried>): void => {
  for (const [name, { state }] of photos) if (state === 'lost') photos.delete(name)
}

export function createPhotoCarrier({ read, client, ports, changed, askMe, failed, tracked }: PhotoCarrierOptions): PhotoCarrier {
  const photos = new Map<string, Carried>()
  let epoch: string | null = null
  let attempt = 0
  let isBusy = false
  let cancelWait: (() => void) | null = null

  const set = (name: string, carried: Carried): void => {
    photos.set(name, carried)
    // One that is lost settles nothing: its op stays, and asking for it again at once would go round for ever.
    changed(isSettled(carried))
  }
  const calm = (): void => {
    cancelWait?.()
    cancelWait = null
    attempt = 0
  }
  const wait = (delayMs: number): void => {
    cancelWait?.()
    cancelWait = ports.scheduler.after(delayMs, () => {
      cancelWait = null
      pump()
    })
  }
  const pump = (): void => {
    if (isBusy || epoch === null || cancelWait !== null) return
    const next = [...photos].find(([, { state }]) => state === 'waiting')
    if (next === undefined) return
    isBusy = true
    const done = (): void => {
      isBusy = false
      pump()
    }
    tracked(carry(next[0], epoch)).then(done, (error: unknown) => {
      failed({ code: 'storage', detail: error instanceof Error ? error.message : String(error) })
      wait(backOff(attempt++, ports.random()))
      done()
    })
  }
  const carry = async (name: string, under: string): Promise<void> => {
    const bytes = await read(name)
    if (bytes === null) return set(name, { state: 'lost' })
    // What is there is asked first: another desk may have sent it, or this one before it was cut off.
    let have: number | null = null
    for (let stalls = 0; stalls < MOST_STALLS;) {
      const first = have ?? 0
      const answer = await client().putBlob({ sha256: name, total: bytes.length, first, bytes: have === null ? new Uint8Array() : bytes.slice(first, first + PIECE_BYTES) })
      if (epoch !== under) return
      if (!answer.ok) return refuse(name, answer.failure)
      if (answer.value.whole) {
        attempt = 0
        return set(name, { state: 'there' })
      }
      if (have !== null && answer.value.have <= have) stalls += 1
      else attempt = 0
      have = answer.value.have
      set(name, { state: 'waiting', sent: have, of: bytes.length })
    }
    refuse(name, { kind: 'down', why: 'unreadable', detail: 'a photo got no further' })
  }
  const refuse = (name: string, failure: CallFailure): void => {
    failed(describe(failure))
    const usual = backOff(attempt++, ports.random())
    // The others go first next time.
    const carried = photos.get(name)
    if (photos.delete(name) && carried !== undefined) photos.set(name, carried)
    if (failure.kind === 'down') return wait(usual)
    switch (failure.type) {
      case 'blob-invalid': case 'blob-forbidden': case 'too-large': case 'malformed': return set(name, { state: 'refused', why: failure.detail })
      // A central that keeps no photos.
      case 'not-found': case 'client-too-old': return wait(UNABLE_MS)
      case 'epoch-changed': case 'token-expired': case 'token-revoked': case 'scope-forbidden':
        askMe()
        return wait(usual)
      default: return wait(failure.retryAfterMs === null ? usual : retryAfter(failure.retryAfterMs, attempt, ports.random()))
    }
  }

  return {
    want(names) {
      for (const name of names) if (!photos.has(name)) photos.set(name, { state: 'waiting', sent: 0, of: null })
      pump()
    },
    isSettled: (name) => isSettled(photos.get(name)),
    stateOf: (name) => photos.get(name) ?? null,
    forget(name) {
      photos.delete(name)
    },
    ready(now) {
      if (now === epoch) return
      epoch = now
      // Another central's word counts for nothing here.
      for (const [name, carried] of photos) if (isSettled(carried)) photos.delete(name)
      forgetLost(photos)
      calm()
      pump()
    },
    now() {
      forgetLost(photos)
      calm()
      pump()
    },
    stop() {
      epoch = null
      calm()
    },
  }
}
