/** One run of the simulation: a world, its actions, healing, and what it came to. */
import { begin, deckOf, perform, type Action, type Swarm } from './actions.ts'
import { freshAct } from './central-acts.ts'
import { calm, heal } from './heal.ts'
import { createTrace, type Trace } from './trace.ts'
import { createWorld, type World } from './world.ts'
import { Violation } from './violation.ts'
import type { WorldParts } from './world-parts.ts'

export interface Scenario {
  seed: number
  desks: number
  swarm: Swarm
  /** Everything has been pulled when the actions begin: then people have something to work on. */
  isPulled?: boolean
  actions: readonly Action[]
}
export interface Outcome {
  /** What was broken, in words; null when nothing was. */
  violation: string | null
  trace: Trace
}
export interface SimOptions {
  parts: WorldParts
  /** Keep the words of the trace. */
  keepsLines?: boolean
  counts?: Map<string, number>
  /** Further oracles once the world has healed; returns what is wrong. */
  afterHealing?: (world: World) => Promise<string[]>
}

/** Defects of the product show as violations; a defect of the simulation itself rejects. */
export async function simulate(scenario: Scenario, options: SimOptions): Promise<Outcome> {
  const trace = createTrace(options.keepsLines ?? false, options.counts)
  const world = await createWorld({ seed: scenario.seed, desks: scenario.desks, parts: options.parts, trace })
  const run = { world, deck: deckOf(scenario.swarm), act: freshAct() }
  let violation: string | null = null
  try {
    await world.settle()
    if (scenario.isPulled) await pullAll(world)
    for (const action of scenario.actions) await perform(run, action)
    await heal(world, run.act)
    const wrong = (await options.afterHealing?.(world)) ?? []
    if (wrong.length > 0) violation = wrong.join('; ')
    tell(world, trace, scenario)
  } catch (error) {
    if (!(error instanceof Violation)) throw error
    violation = error.message
  } finally {
    await world.close()
  }
  return { violation, trace }
}

async function pullAll(world: World): Promise<void> {
  for (const desk of world.desks) await begin(world, desk)
  await calm(world)
}

function tell(world: World, trace: Trace, scenario: Scenario): void {
  trace.count('steps', scenario.actions.length)
  trace.count('simulated seconds', Math.round(world.time.now() / 1_000))
  trace.count('requests', world.desks.reduce((sum, desk) => sum + world.net.count(desk.n), 0))
  for (const desk of world.desks) trace.say(() => `end ${desk.sub} ${JSON.stringify(desk.process?.disk.contents().scopes.map((scope) => [scope.id, scope.epoch, scope.cursor]))}`)
}
