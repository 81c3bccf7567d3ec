/** Desks, network and central of one run, and how messages move between them. All chance comes from the run's own numbers. */
import { createChance, createIds } from './chance.ts'
import { createHistory, type History } from './history.ts'
import type { SimOp } from './memory-central-facts.ts'
import { PROBLEM_BASE } from '../../main/sync/protocol.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { createOrderOracle } from './order-oracle.ts'
import type { SimCentral, WireAnswer, WireRequest } from './parts.ts'
import { checkPrefix, freshMemory } from './prefix-oracle.ts'
import { seenCases } from './seen-cases.ts'
import { createDesk, wallAt, type Profile, type SimDesk } from './sim-desk.ts'
import { mistakenPoints } from './sim-desk-points.ts'
import { createSimNet, type Exchange, type SimNet } from './sim-net.ts'
import { OTHER_EPOCH, spoil, type SpoilName } from './spoil.ts'
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

/** Further people who may sign in at a desk: its second user is of the same role and place. */
export const personAt = (n: number, turn: number): { account: string; role: (typeof DESKS)[number]['role']; home_area: string } => {
  const { account, role, home_area } = DESKS[n] ?? DESKS[0]
  return { account: turn === 0 ? account : `${account}-${turn + 1}`, role, home_area }
}

export interface World {
  readonly time: VirtualTime
  readonly net: SimNet
  readonly central: SimCentral
  readonly history: History
  readonly desks: SimDesk[]
  readonly ledger: Ledger
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
  /** Somebody signs in: somebody new to this PC, when `turn` is beyond those who were here. */
  switchUser(desk: SimDesk, turn: number): Promise<void>
  /** A push that a desk gave up, and that reaches the central all the same. Its answer is nobody's. */
  arriveLate(n: number): Promise<void>
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
  const ledger = createLedger(trace)
  const order = createOrderOracle()
  const wrongs: string[] = []
  const enter = async (n: number, turn: number): Promise<Profile> => {
    const { account, role, home_area } = personAt(n, turn)
    await central.putAccount({ account, name: account, role, city: '9901', home_area })
    const token = await central.issueToken(account)
    return { sub: account, disk: parts.disk(n), outbox: parts.outbox(account, createIds(1_000 + 10 * n + turn)), token, tokens: new Set([`Bearer ${token}`]), memory: freshMemory() }
  }
  const subOf = ({ headers }: WireRequest): string => desks.flatMap(({ profiles }) => profiles).find(({ tokens }) => tokens.has(headers['authorization'] ?? ''))?.sub ?? 'nobody'
  const pushes = (desk: SimDesk, body: string): void => {
    wrongs.push(...ledger.leaves(desk.sub, (JSON.parse(body) as { ops: SimOp[] }).ops, desk.process?.outbox.ops() ?? []))
  }
  for (const n of DESKS.slice(0, options.desks).keys()) desks.push(createDesk(n, await enter(n, 0), { time, net, chance, pushes, ids: createIds(100 + n), ...(parts.listen ? { listen: parts.listen } : {}) }))
  const history = await createHistory(central)
  const before = new Map<string, WireAnswer>()

  const settle = async (): Promise<void> => {
    await rest()
    if (wrongs.length > 0) throw new Violation(wrongs.join('; '))
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
    if (ledger.count() > 0) wrong.push(...ledger.holds(desk.sub, process.outbox.ops(), process.outbox.drafts()))
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
    else if (exchange.answer === null) exchange.answer = refuse(exchange.request, fault) ?? (await ask(exchange.request))
    else bringBack(exchange, exchange.answer, fault)
    await settle()
    if (desk.process?.sync.status().state === 'signed-out' && !desk.refused && isTheirs(desk)) throw new Violation(`${desk.sub} is signed out, and nobody refused its token`)
    return true
  }
  /** What answers in the central's place; null: it is asked itself. */
  const refuse = (request: WireRequest, fault: SpoilName | null): WireAnswer | null => (fault === 'too-large' ? refuseLarge(request) : fault === 'another epoch’s results' ? askTheOldOne(request) : null)
  /** A central that was restored elsewhere goes on somewhere as it was, and a proxy asks that one: what it decides, nobody else knows of. */
  const askTheOldOne = (request: WireRequest): WireAnswer | null => {
    if (request.path !== '/v1/push') return null
    trace.count('fault: a push to the central as it was')
    const { ops } = JSON.parse(request.body ?? '{}') as { ops: SimOp[] }
    const done = { result: 'applied', scope: 'city:9901', seq: 1, ver: 1, gver: { dispatch: 1, location: 1, description: 1, supervision: 1 }, at: new Date(CENTRAL_AT_START).toISOString() }
    return { status: 200, headers: { 'content-type': 'application/json', 'sync-epoch': OTHER_EPOCH }, bytes: new TextEncoder().encode(JSON.stringify({ epoch: OTHER_EPOCH, results: ops.map(({ op_id }) => ({ op_id, ...done })) })) }
  }
  /** A push is too large before anything of it is looked at, or never: null. */
  const refuseLarge = (request: WireRequest): WireAnswer | null => {
    if (request.path !== '/v1/push') return null
    const isNew = (JSON.parse(request.body ?? '{}') as { ops: SimOp[] }).ops.every(({ op_id }) => !ledger.isKnown(op_id) && !net.late.some(({ body }) => body?.includes(op_id)))
    if (!isNew) return null
    trace.count('fault: too-large')
    const problem = { type: `${PROBLEM_BASE}too-large`, title: 'too large', status: 413 }
    return { status: 413, headers: { 'content-type': 'application/problem+json' }, bytes: new TextEncoder().encode(JSON.stringify(problem)) }
  }
  /** What the central does with a push is looked at at once. */
  const ask = async (request: WireRequest): Promise<WireAnswer> => {
    const answer = await central.answer(request)
    if (request.path !== '/v1/push') return answer
    await history.observe()
    const results = answer.status === 200 ? (JSON.parse(new TextDecoder().decode(answer.bytes)) as { results: Parameters<Ledger['decided']>[2] }).results : []
    trace.say(() => `push ${answer.status} ${results.map(({ result }) => result).join()}`)
    const [sub, ops] = [subOf(request), answer.status === 200 ? (JSON.parse(request.body ?? '{}') as { ops: SimOp[] }).ops : []]
    const wrong = [...ledger.decided(sub, ops, results, history.truth), ...order.decided(history.epoch, sub, ops, results)]
    if (wrong.length > 0) throw new Violation(wrong.join('; '))
    return answer
  }
  const bringBack = (exchange: Exchange, answer: WireAnswer, fault: SpoilName | null): void => {
    const { headers, method, path } = exchange.request
    // Whatever keeps answers on the way keeps them by sign-in: nobody gets another's.
    const whose = `${exchange.desk} ${headers['authorization'] ?? ''} `
    const question = `${whose}${method} ${path}`
    const others = [...before].filter(([key]) => key.startsWith(whose) && key !== question)
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
    ledger.rebase(history.truth)
    trace.say(() => commitWords(history.truth))
    await settle()
  }
  const close = async (): Promise<void> => {
    for (const desk of desks) {
      desk.drop()
      for (const { disk, outbox } of desk.profiles) {
        disk.remove()
        outbox.remove()
      }
    }
    await central.close()
  }
  const look = (desk: SimDesk): void => {
    if (!desk.process) return
    const cases = seenCases(desk.process.disk.contents(), desk.process.outbox.ops(), desk.sub)
    trace.count('own edits looked at', cases.reduce((sum, { own }) => sum + own.length, 0))
    const wrong = parts.look?.(desk.n, cases, wallAt(time)) ?? []
    if (wrong.length > 0) throw new Violation(`${desk.sub}: ${wrong.join('; ')}`)
  }
  const switchUser = async (desk: SimDesk, turn: number): Promise<void> => {
    if (!(await desk.stop(settle))) throw new Violation(`${desk.sub} never came to a stop`)
    const known = desk.profiles[turn]
    desk.profile = known ?? (await enter(desk.n, desk.profiles.length))
    if (!known) desk.profiles.push(desk.profile)
    desk.start()
    await settle()
  }
  const arriveLate = async (n: number): Promise<void> => {
    const [request] = net.late.splice(n % Math.max(1, net.late.length), 1)
    if (request === undefined) return
    trace.count('fault: a push that arrives late')
    await ask(request)
    await settle()
  }
  ledger.rebase(history.truth)
  return { time, net, central, history, desks, ledger, chance, trace, settle, move, isReady, hint, pass, look, switchUser, arriveLate, observe, close }
}

const isTheirs = ({ profile }: SimDesk): boolean => profile.tokens.has(`Bearer ${profile.token}`)

/** All promises that can go on have gone on: nothing here waits for anything but the world. */
function rest(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
