/** Part: one round of filter changes answered by the real field lane and coloured, beside bare loops over the same columns. */
import type { Field, Filter } from '../../preload/contract/model.ts'
import { rowAt } from '../../main/field/columns.ts'
import { gridOfView } from '../../main/field/ground.ts'
import { openReadable } from '../../main/store/open.ts'
import { classMask, fieldState } from '../../main/store/queries/field-state.ts'
import { openStore } from '../../main/store/store.ts'
import type { Owner } from '../../main/store/profile.ts'
import { paintField } from '../../renderer/chrome/ground/painted-field.ts'
import { blurCells, gridAround, paint, scanCells } from './bare.ts'
import { hand, inputOf } from './part.ts'
import { viewAt } from './questions.ts'
import { CLASSES, DAY_MS, END } from './reports.ts'
import { median, type Round } from './verdict.ts'
import { spreadOver } from '../field/whole-field.ts'

/** What the operator changes. The class limits hang on the period: a new one costs a second, city-wide field. */
export type Change = 'classes' | 'period'

const { base, owner, round, times } = inputOf<{ base: string; owner: Owner; round: number; times: number }>()
const store = await openStore({ base, owner, now: Date.now() })
const db = openReadable(store.path)
const state = fieldState({ db })
const { columns } = state
const view = viewAt(10)
const grid = gridOfView(view)
const BANDWIDTH = 600
const SHADE = 'light'

const ask = async (filter: Filter): Promise<Field> => (await store.field.ask('field.get', { layer: 'report', filter, view, bandwidthMeters: BANDWIDTH })).value
const ALL: Filter = { area: null, drawn: null, from: END - 760 * DAY_MS, to: END, classes: [], statuses: [], weekdays: [], hours: [] }
/** Each a filter not asked before: remembered answers are no measure. */
const FILTERS: Record<Change, (n: number) => Filter> = {
  classes: (n) => ({ ...ALL, classes: CLASSES.filter((_, i) => (((n * 37 + 11) >> (i % 7)) & 1) === 1 || i === n % 12) }),
  period: (n) => ({ ...ALL, from: ALL.from + n * DAY_MS }),
}

interface Bare { count: number; total: number; values: Float32Array }
function computeBare(filter: Filter): Bare {
  const source = gridAround(grid, BANDWIDTH)
  const cells = new Float32Array(source.width * source.height)
  const masks = { classes: classMask(state, filter.classes), areas: null, hours: null }
  const scanned = scanCells(columns, rowAt(columns, filter.from), rowAt(columns, filter.to), masks, source, cells)
  return { ...scanned, values: blurCells(cells, source, grid, BANDWIDTH, (filter.to - filter.from) / DAY_MS) }
}

async function compare(change: Change): Promise<Round> {
  const [ours, bare] = [[] as Cost[], [] as Cost[]]
  let answers: [string, string] = ['', '']
  for (let n = 0; n < times + 2; n++) {
    const filter = FILTERS[change](n + 1)
    let field!: Field
    let plain!: Bare
    const product = async (): Promise<void> => {
      field = await ask(filter)
      paintField(field, SHADE)
    }
    const loops = (): void => {
      plain = computeBare(filter)
      paint(plain.values, [0.1, 0.2, 0.5, 1, 2])
    }
    const costs = (n + round) % 2 === 0 ? [await costOf(product), await costOf(loops)] : [await costOf(loops), await costOf(product)].toReversed()
    // The first two warm up.
    if (n < 2) continue
    ours.push(costs[0]!)
    bare.push(costs[1]!)
    answers = [`${field.records} ${field.total}`, isNear(spreadOver(field.covered, field), plain.values) ? `${plain.count} ${plain.total}` : 'another field']
  }
  return { [`${change} changed`]: { ...medians(ours), answer: answers[0] }, [`${change}: bare loops`]: { ...medians(bare), answer: answers[1] } }
}

interface Cost { wallMs: number; cpuMs: number }
async function costOf(work: () => unknown): Promise<Cost> {
  const [began, before] = [performance.now(), process.cpuUsage()]
  await work()
  const used = process.cpuUsage(before)
  return { wallMs: performance.now() - began, cpuMs: (used.user + used.system) / 1_000 }
}
const medians = (costs: Cost[]): Cost => ({ wallMs: median(costs.map(({ wallMs }) => wallMs)), cpuMs: median(costs.map(({ cpuMs }) => cpuMs)) })

/** The bare kernel has one width for all latitudes of the view: within 1.5 % of the peak is the same field. */
function isNear(one: Float32Array, other: Float32Array): boolean {
  let [peak, farthest] = [0, 0]
  for (let n = 0; n < one.length; n++) {
    peak = Math.max(peak, one[n]!)
    farthest = Math.max(farthest, Math.abs(one[n]! - other[n]!))
  }
  return one.length === other.length && farthest <= 0.015 * peak
}

await ask(ALL)
const result = { ...(await compare('classes')), ...(await compare('period')) }
await store.close()
await hand(result)
