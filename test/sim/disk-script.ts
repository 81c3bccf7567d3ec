/** Histories of what befalls a desk's disk: calls in all their good and bad forms, failures, deaths, restarts. */
import * as fc from 'fast-check'
import type { WriterFunctions } from '../../main/store/writer-functions.ts'
import { EPOCHS, line, offerFrom, pageFrom, SCOPES, type Line, type Offer, type Place } from './disk-lines.ts'
import type { CacheContents, DeskDisk } from './parts.ts'

type Call = { [N in keyof WriterFunctions]: { ask: N; input: Parameters<WriterFunctions[N]>[1] } }[keyof WriterFunctions]
/** What both disks can do beside the lane. */
export type AnyDisk = DeskDisk & { damage(kind: 'deleted' | 'emptied', chance: number): void }
export type Step = Call | { disk: (disk: AnyDisk) => void; restart: boolean }

/** Numbers choose by modulo, so that any part of a history is a history. */
export interface Act {
  act: (typeof ACTS)[number]
  a: number
  b: number
  lines: Line[]
}

const ACTS = [
  'page', 'take', 'open', 'stage', 'swap', 'discard', 'reset', 'forget', 'grant', 'confirm', 'note', 'check', 'digest', 'remember', 'copy',
  'fail', 'die', 'kill', 'close', 'damage',
] as const
const weights: Partial<Record<Act['act'], number>> = { page: 30, take: 10, stage: 4, open: 3, swap: 3, reset: 3, fail: 3, die: 3, copy: 4 }
const anyAct = fc.oneof(...ACTS.map((act) => ({ weight: weights[act] ?? 1, arbitrary: fc.constant(act) })))

export const acts = fc.array(fc.record<Act>({ act: anyAct, a: fc.nat(63), b: fc.nat(63), lines: fc.array(line, { maxLength: 6 }) }), { minLength: 1, maxLength: 60, size: 'max' })

/** What the script remembers between acts. */
export interface Story {
  offers: Offer[]
  made: number
  now: number
}
export const newStory = (): Story => ({ offers: [], made: 0, now: 1_000_000 })

const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T

/** Where the scope stands; an unknown one stands at the beginning. */
function placeOf(contents: CacheContents, scope: string): Place {
  const held = contents.scopes.find(({ id }) => id === scope)
  return { cursor: held?.cursor ?? 4, epoch: held?.epoch ?? EPOCHS[0] ?? '' }
}

function makeOffer(story: Story, contents: CacheContents, { a, b, lines }: Act): Offer {
  const scope = pick(SCOPES, a)
  const { cursor, epoch } = placeOf(contents, scope)
  const at = { cursor: Math.max(0, cursor + (b % 4) - 1), epoch: b % 7 === 6 ? pick(EPOCHS, a + b) : epoch }
  const offer = offerFrom(`snapshot-${(story.made += 1)}`, scope, at, lines, 1 + (a % 3), b % 12)
  story.offers = [...story.offers, offer].slice(-4)
  return offer
}

const openStep = ({ snapshot }: Offer): Step => ({ ask: 'openSnapshot', input: { snapshot } })
const swapStep = ({ snapshot }: Offer, now: number): Step => ({ ask: 'swapSnapshot', input: { scope: snapshot.scope, snapshotId: snapshot.id, now } })

/** `fault`: mostly none; else a flipped byte, a part cut short, a part's place in the manifest that is another's. */
function stageStep({ snapshot, bytes }: Offer, n: number, fault: number): Step {
  const part = new Uint8Array(bytes[n] ?? [])
  if (fault === 13 && part.length > 0) part[part.length >> 1] = (part[part.length >> 1] ?? 0) ^ 1
  const sent = fault === 14 ? part.slice(0, -1) : part
  return { ask: 'stagePart', input: { scope: snapshot.scope, snapshotId: snapshot.id, n: fault === 15 ? n + 1 : n, bytes: sent } }
}

/** A desk as it is after its first minute: three scopes, each with a snapshot taken. */
export const FIRST_MINUTE: Act[] = [{ act: 'grant', a: 0, b: 0, lines: [] }, ...SCOPES.map((_, a): Act => ({ act: 'take', a, b: 1, lines: [] }))]

/** The steps of one act, given what the cache holds when it begins. */
export function stepsOf(story: Story, contents: CacheContents, one: Act): Step[] {
  const { act, a, b, lines } = one
  const scope = pick(SCOPES, a)
  const offer = story.offers.length > 0 ? pick(story.offers, a) : null
  const now = (story.now += 60_000)
  switch (act) {
    case 'page': return [{ ask: 'applyPage', input: { page: pageFrom(scope, placeOf(contents, scope), lines, b % 24), now, lenient: b % 3 === 0 } }]
    case 'take': {
      const fresh = makeOffer(story, contents, one)
      return [openStep(fresh), ...fresh.bytes.map((_, n) => stageStep(fresh, n, 0)), swapStep(fresh, now)]
    }
    case 'open': return [openStep(b % 3 === 0 && offer ? offer : makeOffer(story, contents, one))]
    case 'stage': return offer ? [stageStep(offer, b % 3, (a >> 2) % 16)] : []
    case 'swap': return offer ? [swapStep(offer, now)] : []
    case 'discard': return [{ ask: 'discardSnapshot', input: { scope } }]
    case 'reset': return [{ ask: 'resetScope', input: { scope, repair: b % 2 === 0, error: b % 3 === 0 ? 'drift' : null } }]
    case 'forget': return [{ ask: 'forgetScope', input: { scope } }]
    case 'grant': return [{ ask: 'grantScopes', input: { scopes: granted(b) } }]
    case 'confirm': return [{ ask: 'confirmScopes', input: { scopes: SCOPES.filter((_, i) => (b >> i) % 2 === 1), now } }]
    case 'note': return [{ ask: 'noteScope', input: { scope, ...(b % 2 === 0 ? { error: b % 4 === 0 ? 'busy' : null } : {}), ...(b % 3 === 0 ? { state: 'stopped' as const } : {}) } }]
    case 'check': return [{ ask: 'noteCheck', input: { scope, result: b % 2 === 0 ? 'equal' : 'drift', now } }]
    case 'digest': return [{ ask: 'ownDigest', input: { scope, buckets: 1 + (b % 8) } }, { ask: 'listAside', input: { limit: b % 4 } }]
    case 'remember': return [{ ask: 'remember', input: { me: b % 3 === 0 ? null : `me-${b}`, last_ok_at: String(now) } }, { ask: 'recall', input: null }]
    case 'copy': {
      story.now += b % 2 === 0 ? 26 * 3_600_000 : 0
      return [{ ask: 'keepGoodCopy', input: { now: story.now } }]
    }
    case 'fail': return [{ disk: (disk) => disk.failAt(1 + (b % 6)), restart: false }]
    case 'die': return [{ disk: (disk) => disk.dieAt(1 + (b % 6), () => {}), restart: false }]
    case 'kill': return [{ disk: (disk) => disk.crash('kill', 0), restart: true }]
    case 'damage': return [{ disk: (disk) => disk.damage(b % 2 === 0 ? 'deleted' : 'emptied', 0), restart: true }]
    case 'close': return [{ disk: (disk) => disk.close(), restart: true }]
  }
}

/** All or some of the scopes, in several orders and under changing names. */
function granted(b: number): { id: string; name: string }[] {
  const turned = [...SCOPES.slice(b % 3), ...SCOPES.slice(0, b % 3)]
  return turned.slice(0, b % 5 === 4 ? 2 : 3).map((id) => ({ id, name: `${id}#${b % 2}` }))
}
