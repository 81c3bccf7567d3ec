/** Desks, network and central of one run, and how messages move between them. All chance comes from the run's own numbers. */
import { createChance, createIds } from './chance.ts'
import { createHistory, type History } from './history.ts'
import type { SimCentral, WireAnswer } from './parts.ts'
import { checkPrefix } from './prefix-oracle.ts'
import { createDesk, type SimDesk } from './sim-desk.ts'
import { mistakenPoints } from './sim-desk-points.ts'
import { createSimNet, type Exchange, type SimNet } from './sim-net.ts'
import { spoil, type SpoilName } from './spoil.ts'
import { commitWords, type Trace } from './trace.ts'
import type { WorldParts } from './world-parts.ts'
import { Violation } from './violation.ts'
import { createVirtualTime, type VirtualTime } from './virtual-time.ts'

/** Roles of the desks, and where each is at home. */
export const DESKS = [
  { account: 'office', role: 'office', home_area: '990101001' },
  { account: 'district', role: 'district', home_area: '990101' },
  { account: 'city', role: 'city', home_area: '9901' },
  { account: 'wall', role: 'wall', home_area: '990102' },
] as const

export interface World {
  readonly time: VirtualTime
  readonly net: SimNet
  readonly central: SimCentral
  readonly history: History
  readonly desks: SimDesk[]
  readonly chance: () => number
  readonly trace: Trace
  /** Until nothing moves by itself any more; then every oracle that holds at each step. */
  settle(): Promise<void>
  /** One leg of an exchange: to the central, or its answer back to the desk. False when it is a long poll that still waits. */
  move(exchange: Exchange, fault: SpoilName | null): Promise<boolean>
  isReady(exchange: Exchange): boolean
  /** The stream's news: the heads as they are. */
  hint(desk: SimDesk): Promise<void>
  pass(ms: number): Promise<void>
  look(desk: SimDesk): void
  /** Looks at what the central did, after each of its acts. */
  observe(): Promise<void>
  close(): Promise<void>
}

const BEAT_MS = 15_000
/** The central's own wall clock. */
const CENTRAL_AT_START = Date.UTC(2026, 10, 1, 8)

/** The answer to another question: half the time one that differs in its parameters alone, such as the page after another number. */
function mistakeFor(question: string, others: [question: string, answer: WireAnswer][], chance: number): WireAnswer | null {
  const alike = others.filter(([other]) => other.split('?')[0] === question.split('?')[0])
  const list = alike.length > 0 && chance < 0.5 ? alike : others
  return list[Math.floor(((2 * chance) % 1) * list.length)]?.[1] ?? null
}

export async function createWorld(options: { seed: number; desks: number; parts: WorldParts; trace: Trace }): Promise<World> {
  const { trace, parts } = options
  const time = createVirtualTime()
  const net = createSimNet()
  const chance = createChance(options.seed)
  const central = await parts.central(() => CENTRAL_AT_START + Math.floor(time.now()), createIds(1), options.seed)
  await central.load(parts.rows)
  const desks: SimDesk[] = []
  for (const [n, { account, role, home_area }] of DESKS.slice(0, options.desks).entries()) {
    await central.putAccount({ account, name: account, role, city: '9901', home_area })
    desks.push(createDesk(n, account, await central.issueToken(account), parts.disk(n), { time, net, chance, ids: createIds(100 + n), ...(parts.listen ? { listen: parts.listen } : {}) }))
  }
  const history = await createHistory(central)
  const before = new Map<string, WireAnswer>()

  const settle = async (): Promise<void> => {
    await rest()
    for (const desk of desks) judge(desk)
  }
  const judge = (desk: SimDesk): void => {
    const { process } = desk
    if (!process?.touched) return
    process.touched = false
    const contents = process.disk.contents()
    for (const { error } of contents.scopes) if (error !== null) trace.count(`trouble: ${error}`)
    const wrong = checkPrefix(contents, history, desk.memory)
    const mistaken = mistakenPoints(process.known, contents)
    if (mistaken.length > 0) wrong.push(`I3: changes of the points ${mistaken.join(', ')} were not announced`)
    if (wrong.length > 0) throw new Violation(`${desk.sub}: ${wrong.join('; ')}`)
  }
  const isReady = ({ answer, hold }: Exchange): boolean =>
    answer !== null || hold === null || time.now() >= hold.until || hold.epoch !== history.epoch || history.head(hold.scope) !== hold.after

  const move = async (exchange: Exchange, fault: SpoilName | null): Promise<boolean> => {
    const desk = desks[exchange.desk]
    if (!desk || !isReady(exchange)) return false
    if (desk.isCut) {
      exchange.lose('fetch failed')
      trace.count('fault: partition')
    } else if (exchange.isStream) await openStream(exchange, desk, fault)
    else if (exchange.answer === null) exchange.answer = await central.answer(exchange.request)
    else bringBack(exchange, exchange.answer, fault)
    await settle()
    if (desk.process?.sync.status().state === 'signed-out' && !desk.refused) throw new Violation(`${desk.sub} is signed out, and nobody refused its token`)
    return true
  }
  const bringBack = (exchange: Exchange, answer: WireAnswer, fault: SpoilName | null): void => {
    const question = `${exchange.desk} ${exchange.request.method} ${exchange.request.path}`
    const others = [...before].filter(([key]) => key.startsWith(`${exchange.desk} `) && key !== question)
    const { arrived, bit } = spoil(fault, { answer, before: before.get(question) ?? null, other: others.length > 0 ? mistakeFor(question, others, chance()) : null, chance })
    before.set(question, answer)
    trace.say(() => `${exchange.desk} ← ${answer.status} ${exchange.request.path}${bit === null ? '' : ` (${bit})`}`)
    if (bit !== null) trace.count(`fault: ${bit}`)
    trace.count(`answer: ${answer.status}`)
    if (arrived === null) exchange.lose('other side closed')
    else {
      const desk = desks[exchange.desk]
      if (desk && arrived.status === 401) desk.refused = true
      exchange.deliver(arrived)
    }
  }
  const openStream = async (exchange: Exchange, desk: SimDesk, fault: SpoilName | null): Promise<void> => {
    const hints = await central.hints(desk.token)
    const answer = hints.ok ? { status: 200, headers: { 'content-type': 'text/event-stream' }, bytes: new TextEncoder().encode(hints.text) } : hints.answer
    if (fault !== null || !hints.ok) return bringBack(exchange, answer, fault)
    trace.say(() => `${exchange.desk} ← wake`)
    net.openStream(exchange, hints.text)
  }
  const hint = async (desk: SimDesk): Promise<void> => {
    const stream = net.streams.get(desk.n)
    if (!stream || desk.isCut) return
    const hints = await central.hints(desk.token)
    if (hints.ok) stream.say(hints.text)
    else stream.say('event: reauth\ndata: {}\n\n')
    await settle()
  }
  const pass = async (ms: number): Promise<void> => {
    const end = time.now() + ms
    while (time.now() < end) {
      const beat = Math.min(end, (Math.floor(time.now() / BEAT_MS) + 1) * BEAT_MS)
      await time.advanceTo(beat, settle)
      if (beat % BEAT_MS !== 0) continue
      for (const [n, stream] of net.streams) if (!desks[n]?.isCut) stream.say(`: epoch ${history.epoch}\n\n`)
      await settle()
    }
  }
  const observe = async (): Promise<void> => {
    await history.observe()
    trace.say(() => commitWords(history.truth))
    await settle()
  }
  const close = async (): Promise<void> => {
    for (const desk of desks) {
      desk.drop()
      desk.disk.remove()
    }
    await central.close()
  }
  const look = (desk: SimDesk): void => {
    if (desk.process) parts.look?.(desk.n)
  }
  return { time, net, central, history, desks, chance, trace, settle, move, isReady, hint, pass, look, observe, close }
}

/** All promises that can go on have gone on: nothing here waits for anything but the world. */
function rest(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
