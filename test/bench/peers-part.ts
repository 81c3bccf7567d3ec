/** Part: one heat map in a fresh browser: changes of the filter, a pan, zoom steps and memory. */
import { openHeatMap } from './heat-map.ts'
import { hand, inputOf } from './part.ts'
import type { PeerTask } from './peers.ts'
import { cpuMsOf, familyOf, listProcesses, pageMbOf, privateMbOf } from './processes.ts'
import { CLASSES } from './reports.ts'
import { median, type Round, type Sample } from './verdict.ts'
import { lastChange, settle } from './watched-page.ts'

/**
 * Whoever sits at a map changes its filter all day: these pairs of changes go before the measured ones, or as many as one has patience for.
 * The first one, for which a browser still has to compile, is measured apart.
 */
const WARM_UPS = 4
const CHANGES = 4
const LEAST_CHANGES = 1
const ZOOM_WARM_UPS = 2
const ZOOMS = 2
const PATIENCE_MS = 25_000
/** A difference of two pictures that is not there makes every figure of it void. */
const UNCHANGED = 'the picture did not change'
const OWN = 'the product beside itself'

const map = await openHeatMap(inputOf<PeerTask>())
const { shown } = map
const browserPid = listProcesses().find(({ parent, command }) => parent === process.pid && /chrom/i.test(command))?.pid ?? 0
const pids = [browserPid, ...map.others].flatMap((pid) => familyOf(pid).map(({ pid }) => pid))

/** What the page held, garbage not yet collected included, when it was quiet after a change. */
let mostMb = 0

interface Cost { wallMs: number; cpuMs: number; frozenMs: number; changed: boolean }

/** From the moment of asking to the last frame that changed the picture; the CPU time until it is quiet. */
async function costOf(ask: () => Promise<number>): Promise<Cost> {
  const before = cpuMsOf(pids)
  const began = await ask()
  await settle(shown, began)
  const cpuMs = cpuMsOf(pids) - before
  mostMb = Math.max(mostMb, pageMbOf(browserPid))
  const { frames, tasks } = await shown.read()
  const first = frames.findIndex(({ to }) => to >= began)
  const last = lastChange(frames.slice(Math.max(0, first - 1)))
  const changed = last !== null && last.to >= began
  const blocked = [...frames.slice(first), ...tasks.filter(({ to }) => to >= began)].map(({ from, to }) => to - Math.max(from, began))
  return { wallMs: changed ? last.to - began : Number.NaN, cpuMs, frozenMs: Math.max(...blocked), changed }
}

/** Three classes, other ones each time. */
const classesOf = (n: number): number[] => [...new Set([0, 1, 5].map((step) => (n * (step + 1) + step) % CLASSES.length))]
const other = (classes: readonly number[]): number => CLASSES.findIndex((_, index) => !classes.includes(index))

try {
  const answers: string[] = []
  /** Takes a class off those that are shown. */
  const changeFrom = async (classes: readonly number[], one: number): Promise<Cost> => {
    await settle(shown, await map.show(classes))
    const press = await map.takeOff(one)
    return costOf(async () => {
      const { began, answer } = await press()
      answers.push(answer)
      return began
    })
  }
  const changes: Cost[] = []
  const narrow: Cost[] = []
  const cold: Cost[] = []
  const startedAt = performance.now()
  const isPatient = (): boolean => performance.now() - startedAt < PATIENCE_MS
  for (let n = 0, warmUps = WARM_UPS; changes.length < (isPatient() ? CHANGES : LEAST_CHANGES); n++) {
    if (n > 0 && !isPatient()) warmUps = Math.min(warmUps, n)
    const [classes, one] = [classesOf(n + 1), other(classesOf(n + 1))]
    // From four classes to three; from one to all reports there are, which then stand on the screen.
    const pair = [await changeFrom([...classes, one], one), await changeFrom([one], one)] as const
    if (n === 0) cold.push(pair[1])
    if (n >= warmUps) {
      narrow.push(pair[0])
      changes.push(pair[1])
    }
  }
  const [known, beforePan] = [(await shown.read()).frames.length, cpuMsOf(pids)]
  await map.pan()
  const panCpuMs = cpuMsOf(pids) - beforePan
  const frames = (await shown.read()).frames.slice(known)
  const zooms: Cost[] = []
  for (let n = 0; n < (isPatient() ? ZOOM_WARM_UPS + ZOOMS : 1); n++) zooms.push(await costOf(await map.zoomIn()), await costOf(await map.zoomOut()))
  zooms.splice(0, zooms.length - 2 * ZOOMS)

  // Each map is asked these at the least.
  const answer = [...changes, ...narrow, ...zooms].every(({ changed }) => changed) ? answers.slice(0, 2 * (1 + LEAST_CHANGES)).join('; ') : UNCHANGED
  const sample = (costs: readonly Cost[], key: 'wallMs' | 'frozenMs', cpu = true): Sample => ({ wallMs: median(costs.map((cost) => cost[key])), cpuMs: cpu ? median(costs.map(({ cpuMs }) => cpuMs)) : Number.NaN, answer })
  const session = await shown.page.context().newCDPSession(shown.page)
  await session.send('HeapProfiler.collectGarbage')
  const leastMb = pageMbOf(browserPid)
  const otherMb = map.others.flatMap((pid) => familyOf(pid)).reduce((sum, { pid }) => sum + privateMbOf(pid), 0)
  const memory = (peakMb: number): Sample => ({ wallMs: Number.NaN, cpuMs: Number.NaN, answer: OWN, peakMb })
  const change = sample(changes, 'wallMs')
  await hand({
    change, 'narrow change': sample(narrow, 'wallMs'), 'cold change': sample(cold, 'wallMs'), 'own change': { ...change, answer: answer === UNCHANGED ? UNCHANGED : OWN }, frozen: sample(changes, 'frozenMs', false),
    'pan frame': { wallMs: median(frames.map(({ from, to }) => to - from)), cpuMs: panCpuMs / frames.length, answer },
    'zoom step': sample(zooms, 'wallMs'), memory: memory(mostMb), 'memory without garbage': memory(leastMb), 'page and console': memory(mostMb + otherMb),
  } satisfies Round)
} finally {
  await map.close()
}
