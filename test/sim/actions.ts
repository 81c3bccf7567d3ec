/**
 * What can happen in a world. An action is four small numbers that select by remainder, so that every shorter list of actions
 * is a run too: this is what lets a failing run shrink.
 */
import { actAtCentral, CENTRAL_ACTS, type CentralAct } from './central-acts.ts'
import { actAtDesk, PEOPLE_ACTS, type PeopleAct } from './people.ts'
import type { SimDesk } from './sim-desk.ts'
import { SPOIL_NAMES, type SpoilName } from './spoil.ts'
import type { World } from './world.ts'
import { Violation } from './violation.ts'

export type Action = readonly [kind: number, a: number, b: number, c: number]

/** Weights of what every run has; the rest is enabled run by run (swarm testing), so that rare things also meet one another alone. */
const ALWAYS = { pump: 12, write: 6, pass: 4, hint: 2, start: 1 } as const
const SOMETIMES = {
  deliver: 10, open: 3, finish: 3, load: 1, compact: 1, backup: 1, restore: 1, rights: 1, revoke: 1, 'sign in': 1,
  kill: 1, power: 1, stop: 1, fail: 2, die: 2, now: 1, rebuild: 1, check: 1, wall: 1, partition: 1, 'cut hints': 1, 'long pass': 1, lose: 1, look: 2,
  edit: 12, chain: 5, 'same case': 5, resolve: 6, withdraw: 2, draft: 1, switch: 1, 'outbox fails': 1, 'outbox dies': 2, 'lose outbox': 1, late: 2, falter: 1, 'mistaken token': 1,
} as const
export type ActionName = keyof typeof ALWAYS | keyof typeof SOMETIMES
export const OPTIONAL = Object.keys(SOMETIMES) as (keyof typeof SOMETIMES)[]

export interface Swarm {
  /** Bits over OPTIONAL. */
  actions: number
  /** Bits over SPOIL_NAMES. */
  faults: number
}
export interface Deck {
  actions: ActionName[]
  faults: SpoilName[]
}

const isSet = (bits: number, n: number): boolean => Math.floor(bits / 2 ** n) % 2 === 1

export function deckOf(swarm: Swarm): Deck {
  const actions = [...(Object.entries(ALWAYS) as [ActionName, number][]), ...OPTIONAL.filter((_, n) => isSet(swarm.actions, n)).map((name): [ActionName, number] => [name, SOMETIMES[name]])]
  return { actions: actions.flatMap(([name, weight]) => Array.from({ length: weight }, () => name)), faults: SPOIL_NAMES.filter((_, n) => isSet(swarm.faults, n)) }
}

export interface Run {
  world: World
  deck: Deck
  act: CentralAct
}

const WALL_JUMPS_MS = [-7_200_000, 7_200_000, -86_400_000 * 400, 86_400_000 * 400, 0]
const PASSES_MS = [200, 2_000, 10_000, 21_000, 46_000, 70_000]
const LONG_PASSES_MS = [360_000, 1_200_000]

const at = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)]

export async function perform(run: Run, [kind, a, b, c]: Action): Promise<void> {
  const { world, deck } = run
  const name = at(deck.actions, kind)
  const desk = at(world.desks, a)
  if (!name || !desk) return
  world.trace.count(`action: ${name}`)
  world.trace.say(() => `· ${name} ${a} ${b} ${c}`)
  if ((PEOPLE_ACTS as readonly string[]).includes(name)) return actAtDesk(world, desk, name as PeopleAct, [a, b, c])
  if ((CENTRAL_ACTS as readonly string[]).includes(name)) return actAtCentral(run, name as (typeof CENTRAL_ACTS)[number], [a, b, c])
  switch (name) {
    case 'pump': return pump(world, desk, 1 + (b % 16), c % 3 === 0 ? deck.faults : [])
    case 'deliver': return deliver(run, b, c)
    case 'pass': return world.pass(at(PASSES_MS, b) ?? 0)
    case 'long pass': return world.pass(at(LONG_PASSES_MS, b) ?? 0)
    case 'hint': return world.hint(desk)
    case 'cut hints': world.net.streams.get(desk.n)?.cut(); return world.settle()
    case 'partition': desk.isCut = !desk.isCut; return
    case 'start': return begin(world, desk)
    case 'stop': return end(world, desk)
    case 'kill':
    case 'power': return crash(world, desk, name, (b % 1_000) / 1_000)
    case 'lose': return lose(world, desk, (b % 1_000) / 1_000)
    case 'look': return world.look(desk)
    case 'fail': return desk.disk.failAt(1 + (b % 8))
    case 'die': return desk.disk.dieAt(1 + (b % 8), () => bury(world, desk))
    case 'outbox fails': return desk.profile.outbox.failAt(1 + (b % 8))
    case 'outbox dies': return desk.profile.outbox.dieAt(1 + (b % 8), () => buryOutbox(world, desk))
    case 'lose outbox': return loseOutbox(world, desk, b % 2 === 0 ? 'database' : 'journal')
    case 'late': return world.arriveLate(b)
    case 'falter': return world.central.falter?.(1 + (b % 3))
    case 'wall': desk.wallSkewMs = at(WALL_JUMPS_MS, b) ?? 0; return
    default: return ask(world, desk, name)
  }
}

/** What a person does at a running desk. */
async function ask(world: World, desk: SimDesk, name: ActionName): Promise<void> {
  const sync = desk.process?.sync
  if (name === 'now') sync?.now()
  // A disk that fails or dies meanwhile refuses the page, as it would to a person.
  if (name === 'rebuild') sync?.rebuild().catch(() => {})
  if (name === 'check') sync?.check().catch(() => {})
  await world.settle()
}

/** Moves a desk's messages in the order in which they were sent. One in five meets one of the faults. */
export async function pump(world: World, desk: SimDesk, legs: number, faults: readonly SpoilName[]): Promise<void> {
  await begin(world, desk)
  for (let moved = 0; moved < legs; moved++) {
    const next = world.net.pending.find((exchange) => exchange.desk === desk.n && world.isReady(exchange))
    if (!next) return
    const fault = faults.length > 0 && world.chance() < 0.2 ? at(faults, Math.floor(world.chance() * faults.length)) : undefined
    await world.move(next, fault ?? null)
  }
}

/** Any message of any desk may be the next, and be spoilt. */
async function deliver({ world, deck }: Run, b: number, c: number): Promise<void> {
  const ready = world.net.pending.filter((exchange) => world.isReady(exchange))
  const exchange = at(ready, b)
  // Half of the messages arrive as they are: a network that spoils everything shows little.
  if (exchange) await world.move(exchange, c % 2 === 0 ? null : (at(deck.faults, Math.floor(c / 2)) ?? null))
}

export async function begin(world: World, desk: SimDesk): Promise<void> {
  if (desk.process) return
  desk.start()
  await world.settle()
}

export async function end(world: World, desk: SimDesk): Promise<void> {
  if (!(await desk.stop(world.settle))) throw new Violation(`${desk.sub} never came to a stop`)
}

async function crash(world: World, desk: SimDesk, kind: 'kill' | 'power', chance: number): Promise<void> {
  if (!desk.process) return
  desk.drop()
  desk.disk.crash(kind, chance)
  desk.profile.outbox.crash(kind, chance)
  world.trace.count(`crash: ${kind}`)
}

async function lose(world: World, desk: SimDesk, chance: number): Promise<void> {
  if (!desk.process) return
  desk.drop()
  desk.disk.lose(chance)
  desk.profile.outbox.crash('kill', 0)
  world.trace.count('crash: the cache is lost')
}

/** Either of the two files of the edits may be lost, never both at once. */
async function loseOutbox(world: World, desk: SimDesk, file: 'database' | 'journal'): Promise<void> {
  if (!desk.process) return
  desk.drop()
  desk.disk.crash('kill', 0)
  desk.profile.outbox.lose(file)
  world.trace.count(`crash: the ${file} of the outbox is lost`)
}

function buryOutbox(world: World, desk: SimDesk): void {
  desk.drop()
  desk.disk.crash('kill', 0)
  world.trace.count('crash: in the middle of saving or settling')
}

function bury(world: World, desk: SimDesk): void {
  desk.drop()
  desk.profile.outbox.crash('kill', 0)
  world.trace.count('crash: in the middle of a write')
}
