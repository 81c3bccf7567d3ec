/** Part: one round of cells for every question, by the product's own functions and by bare scans of the same columns. */
import { rowAt } from '../../main/field/columns.ts'
import { createScratch, gatherCells } from '../../main/field/density.ts'
import { type Grid, gridOfView } from '../../main/field/ground.ts'
import { openReadable } from '../../main/store/open.ts'
import { areaMask, classMask, fieldState, hourOfWeekMask } from '../../main/store/queries/field-state.ts'
import { pickLayer } from '../../main/store/queries/picks.ts'
import { countCells, type Masks, scanCells, type Scanned } from './bare.ts'
import { hand, inputOf } from './part.ts'
import { QUESTIONS, type Question } from './questions.ts'
import { median, type Round, type Sample } from './verdict.ts'

const { path, round, times, warmUps } = inputOf<{ path: string; round: number; times: number; warmUps: number }>()
const db = openReadable(path)
const state = fieldState({ db })
const scratch = createScratch()
const { columns } = state

const answerOf = ({ count, total }: Scanned): string => `${count} reports weigh ${total}`

function byProduct({ filter, view, bandwidthMeters }: Question): { source: Grid; picked: Scanned } {
  state.picks.clear()
  const pick = pickLayer(db, state, 'report', filter)
  const source = gatherCells(pick, gridOfView(view), bandwidthMeters, scratch)
  if (source === null) throw new Error('no report in view')
  return { source, picked: { count: pick.count, total: pick.total } }
}

function ask(question: Question): Round {
  const { filter } = question
  const { source, picked } = byProduct(question)
  const masks: Masks = { classes: classMask(state, filter.classes), areas: areaMask(db, state, filter.area), hours: hourOfWeekMask(filter) }
  const [first, last] = [rowAt(columns, filter.from), rowAt(columns, filter.to)]
  const cells = new Float32Array(source.width * source.height)
  // The bare scans clear their cells inside the clock, as the product does.
  const bare = (scan: typeof scanCells) => (): Scanned => {
    cells.fill(0)
    return scan(columns, first, last, masks, source, cells)
  }
  const scanned = bare(scanCells)()
  const wrong = farthest(scratch.source, cells)
  const runs: [name: string, work: () => unknown, answer: string][] = [
    [question.name, () => byProduct(question), answerOf(picked)],
    [`${question.name}: scan`, bare(scanCells), wrong > 1e-3 ? `a cell is off by ${wrong}` : answerOf(scanned)],
    [`${question.name}: count`, bare(countCells), answerOf(bare(countCells)())],
  ]
  return Object.fromEntries(measure(runs.map(([, work]) => work)).map(({ wallMs, cpuMs }, i): [string, Sample] => [runs[i]![0], { wallMs, cpuMs, answer: runs[i]![2] }]))
}

/** The largest difference between two cells of one place, as a share of the largest cell. */
function farthest(ours: Float32Array, theirs: Float32Array): number {
  let [difference, most] = [0, 0]
  for (let n = 0; n < theirs.length; n++) {
    difference = Math.max(difference, Math.abs(ours[n]! - theirs[n]!))
    most = Math.max(most, theirs[n]!)
  }
  return difference / most
}

/** Each in turn, another one first each time; medians. */
function measure(works: (() => unknown)[]): { wallMs: number; cpuMs: number }[] {
  const [walls, cpus] = [works.map((): number[] => []), works.map((): number[] => [])]
  for (let time = 0; time < times + warmUps; time++)
    for (let i = 0; i < works.length; i++) {
      const n = (i + time + round) % works.length
      const [began, before] = [performance.now(), process.cpuUsage()]
      works[n]!()
      const used = process.cpuUsage(before)
      if (time < warmUps) continue
      walls[n]!.push(performance.now() - began)
      cpus[n]!.push((used.user + used.system) / 1_000)
    }
  return works.map((_, n) => ({ wallMs: median(walls[n]!), cpuMs: median(cpus[n]!) }))
}

await hand(Object.assign({}, ...QUESTIONS.map(ask)))
