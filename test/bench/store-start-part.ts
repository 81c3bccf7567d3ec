/** Part: what the console does before its address is printed and at the first question, each step on its own. */
import { inspectCache } from '../../main/store/check.ts'
import { CACHE_FILE } from '../../main/store/cache.ts'
import { ownerKey, profileFolder, type Owner } from '../../main/store/profile.ts'
import { openStore } from '../../main/store/store.ts'
import { hand, inputOf } from './part.ts'
import { viewAt } from './questions.ts'
import { DAY_MS, END } from './reports.ts'

const { base, owner } = inputOf<{ base: string; owner: Owner }>()
const steps: Record<string, number> = {}
async function step<T>(name: string, work: () => Promise<T> | T): Promise<T> {
  const began = performance.now()
  const value = await work()
  steps[name] = performance.now() - began
  return value
}

const began = performance.now()
await import('../../main/core/console.ts')
await import('../../main/loopback/loopback.ts')
steps['modules'] = performance.now() - began
await step('of which: the file is checked', () => inspectCache(`${profileFolder(base, owner)}/${CACHE_FILE}`, ownerKey(owner)))
const store = await step('store opened, three threads', () => openStore({ base, owner, now: Date.now() }))
const input = { layer: 'report' as const, filter: { area: null, drawn: null, from: END - 800 * DAY_MS, to: END, classes: [], statuses: [], weekdays: [], hours: [] }, view: viewAt(9), bandwidthMeters: 1500 as const }
await step('first field: columns, limits, density', () => store.field.ask('field.get', input))
await step('a second field', () => store.field.ask('field.get', { ...input, filter: { ...input.filter, classes: ['class-1', 'class-2'] } }))
await store.close()
await hand(steps)
