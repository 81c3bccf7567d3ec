/** After the faults: a good network, no crashes, time enough. Then every desk must be idle and equal within bounds (I3, I8, I20, I21), and every edit of everybody accounted for. */
import type { CentralAct } from './central-acts.ts'
import { signIn } from './central-acts.ts'
import { begin } from './actions.ts'
import type { Op } from '../../main/outbox/op.ts'
import { rowKey } from './history.ts'
import type { SimDesk } from './sim-desk.ts'
import type { World } from './world.ts'
import { Violation } from './violation.ts'

/** A stuck scope pauses 15 minutes, a too-old desk asks every 15: several such in a row still fit. */
const HEAL_MS = 6 * 3_600_000
const HEAL_STEPS = 4_000
/** Each scope: a snapshot of some parts, some pages, some refusals of before; and `me` now and then. */
const HEAL_REQUESTS = 400

export async function heal(world: World, act: CentralAct): Promise<void> {
  world.net.late.length = 0
  await world.central.falter?.(0)
  for (const open of act.open.splice(0)) await open.commit()
  await world.observe()
  for (const desk of world.desks) {
    desk.isCut = false
    for (const { disk, outbox } of desk.profiles) {
      for (const kept of [disk, outbox]) {
        kept.failAt(0)
        kept.dieAt(0, () => {})
      }
    }
    desk.wallSkewMs = 0
    await begin(world, desk)
  }
  const outboxes = new Map<string, readonly Op[]>()
  // Whoever has edits on a PC comes back to it: nobody else can send them.
  for (let turn = 0; turn < Math.max(...world.desks.map(({ profiles }) => profiles.length)); turn++) {
    if (turn > 0) for (const desk of world.desks) if (desk.profiles.length > 1) await world.switchUser(desk, (desk.profiles.indexOf(desk.profile) + 1) % desk.profiles.length)
    await converge(world)
    for (const desk of world.desks) outboxes.set(desk.sub, desk.process?.outbox.ops() ?? [])
  }
  const wrong = world.ledger.settled(outboxes)
  if (wrong.length > 0) throw new Violation(wrong.slice(0, 6).join('; '))
}

async function converge(world: World): Promise<void> {
  const from = { at: world.time.now(), requests: world.desks.map((desk) => world.net.count(desk.n)) }
  for (let step = 0; step < HEAL_STEPS; step++) {
    await calm(world)
    for (const desk of world.desks) if (desk.process?.sync.status().state === 'signed-out') await signIn(world, desk)
    const apart = await differences(world)
    if (apart.length === 0) return report(world, from)
    if (world.time.now() - from.at > HEAL_MS) throw new Violation(`stuck or wrong after healing: ${apart.join('; ')}`)
    await world.pass(Math.max(1, Math.min(60_000, (world.time.nextAt() ?? Infinity) - world.time.now())))
  }
  throw new Violation(`never at rest while healing: ${(await differences(world)).join('; ')}`)
}

/** Moves messages until none is ready: the desks' own back-off and pauses bound it. */
export async function calm(world: World): Promise<void> {
  for (let moved = 0; ; moved++) {
    const next = world.net.pending.find((exchange) => world.isReady(exchange))
    if (!next) return
    if (moved > HEAL_REQUESTS * world.desks.length) throw new Violation(`I21: messages without end, of desk ${next.desk}: ${next.request.path}`)
    await world.move(next, null)
  }
}

function report(world: World, from: { at: number; requests: number[] }): void {
  world.trace.most('worst seconds to equality', Math.round((world.time.now() - from.at) / 1_000))
  world.trace.count('seconds to equality', Math.round((world.time.now() - from.at) / 1_000))
  world.trace.count('healed desks', world.desks.length)
  for (const [n, desk] of world.desks.entries()) {
    const requests = world.net.count(desk.n) - (from.requests[n] ?? 0)
    world.trace.most('most requests of a desk while healing', requests)
    world.trace.count('requests while healing', requests)
    if (requests > HEAL_REQUESTS) throw new Violation(`I21: ${desk.sub} made ${requests} requests while healing`)
  }
}

/** What still keeps each desk from being what it should be. */
async function differences(world: World): Promise<string[]> {
  const apart: string[] = []
  for (const desk of world.desks) {
    const state = desk.process?.sync.status().state
    if (state !== 'idle') apart.push(`${desk.sub} is ${state ?? 'not running'}`)
    else apart.push(...(await differencesOf(world, desk)).slice(0, 4), ...unsentOf(desk))
  }
  return apart
}

function unsentOf({ sub, process }: SimDesk): string[] {
  const waiting = process?.outbox.ops().filter(({ state }) => state === 'queued' || state === 'sending' || state === 'unknown') ?? []
  return waiting.slice(0, 2).map((op) => `I20: ${op.op_id} of ${sub} is still ${op.state} after ${op.attempts} attempts`)
}

async function differencesOf(world: World, desk: SimDesk): Promise<string[]> {
  const contents = desk.process?.disk.contents()
  if (!contents) return [`${desk.sub} is not running`]
  const granted = await world.central.grants(desk.sub)
  const apart: string[] = []
  const held = contents.scopes.map((scope) => scope.id)
  if (held.join() !== granted.join()) apart.push(`I4: ${desk.sub} holds ${held.join()} instead of ${granted.join()}`)
  const mine = new Set(granted)
  const truth = new Map(world.history.truth.rows.filter((row) => mine.has(row.scope)).map((row) => [rowKey(row), row]))
  for (const row of contents.rows) {
    const right = truth.get(rowKey(row))
    truth.delete(rowKey(row))
    if (right?.ver !== row.ver || right.body !== row.body || right.scope !== row.scope || right.h !== row.h) apart.push(`I3: ${desk.sub} holds ${rowKey(row)} ${row.ver} in ${row.scope}, the central ${right ? `${right.ver} in ${right.scope}` : 'nothing (ghost)'}`)
  }
  for (const [key, row] of truth) apart.push(`I3: ${desk.sub} lacks ${key} ${row.ver} of ${row.scope}`)
  for (const row of [...contents.bad, ...contents.unknown]) apart.push(`I3: ${desk.sub} holds ${rowKey(row)} aside`)
  for (const scope of contents.scopes) if (scope.epoch !== world.history.epoch || scope.renew === 1) apart.push(`I20: ${scope.id} of ${desk.sub} is of another epoch or to be renewed`)
  return apart
}
