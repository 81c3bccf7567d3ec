/** Turns an order into a file: takes the answers the screen shows, has them written in a thread of their own, and vouches for rows and age. */
import type { Input, Output } from '../../preload/contract/api.ts'
import type { ExportedFile, ExportOrder, ExportProgress, ExportQuestion } from '../../preload/contract/export.ts'
import { FLOOR_SHARE } from '../../preload/contract/scale.ts'
import type { Answered, ExportJob } from '../export/job.ts'
import { type RunningJob, runJob } from '../export/run-job.ts'
import { Refusal } from './refusal.ts'
import type { Seat } from './seat.ts'
import type { Shown } from './shown.ts'

/** Each is a thread with its rows in memory. */
const MOST_JOBS = 2

export interface Exporter {
  /** Throws Refusal 'changed' when the screen's answer is gone and the present one differs, 'cancelled', 'too-busy'. */
  write(seat: Seat, order: ExportOrder): Promise<ExportedFile>
  progress(job: string): ExportProgress | null
  cancel(job: string): void
}

export function createExporter(shown: Shown): Exporter {
  const running = new Map<string, RunningJob | 'gathering' | 'cancelled'>()
  return {
    async write(seat, order) {
      if (running.size >= MOST_JOBS || running.has(order.job)) throw new Refusal('too-busy', `${running.size} files are being written`)
      running.set(order.job, 'gathering')
      try {
        const job = await gather(seat, shown, order)
        if (running.get(order.job) === 'cancelled') throw new Refusal('cancelled', 'before it was written')
        const writing = runJob(job)
        running.set(order.job, writing)
        const file = await writing.file
        if (file === null) throw new Refusal('cancelled', 'while it was written')
        return vouched(file, order)
      } finally {
        running.delete(order.job)
      }
    },
    progress(job) {
      const one = running.get(job)
      return one === undefined || one === 'cancelled' ? null : one === 'gathering' ? { done: 0, of: 0 } : one.progress()
    },
    cancel(job) {
      const one = running.get(job)
      if (one === 'gathering') running.set(job, 'cancelled')
      else if (one !== undefined && one !== 'cancelled') one.cancel()
    },
  }
}

/** A file that says other than the screen is no file. Points are on the screen as counts only: their list may have been confirmed since. */
function vouched(file: ExportedFile, { expected, question }: ExportOrder): ExportedFile {
  if (file.rows === expected.rows && (file.asOf === expected.asOf || question.kind === 'sites')) return file
  throw new Refusal('changed', `the screen shows ${expected.rows} rows as of ${expected.asOf}, the file has ${file.rows} as of ${file.asOf}`)
}

async function gather(seat: Seat, shown: Shown, order: ExportOrder): Promise<ExportJob> {
  const { value: city } = await seat.store.desk.ask('city.get', null)
  if (city === null) throw new Refusal('changed', 'there is no city any more')
  return {
    format: order.format, answered: await answer(seat, shown, order.question, order.expected.asOf),
    areaNames: city.areas.map((area) => [area.id, (order.english ? area.nameEn : null) ?? area.name]),
    facts: { title: order.title, words: order.words, scope: order.scope, unit: order.unit, filter: order.question.kind === 'sites' ? null : order.question.input.filter, zone: city.timeZone },
  }
}

type Frozen = 'areas.figures' | 'cells.get' | 'field.get' | 'field.overview' | 'places.bottlenecks'

async function answer(seat: Seat, shown: Shown, { kind, input }: ExportQuestion, asOf: number | null): Promise<Answered> {
  const frozen = async <M extends Frozen>(method: M, asked: Input<M>, isIt: (value: Output<M>) => boolean): Promise<Output<M>> =>
    shown.find(seat, method, asked, isIt) ?? ((await seat.store.field.ask(method, asked as never)).value as Output<M>)
  switch (kind) {
    case 'areas': {
      const figures = await frozen('areas.figures', input, ({ provenance }) => provenance.asOf === asOf)
      return { kind, figures, boundaries: (await seat.store.desk.ask('city.boundaries', { level: input.level, parent: null })).value }
    }
    case 'cells': return { kind, cells: await frozen('cells.get', input, ({ provenance }) => provenance.asOf === asOf) }
    case 'grid': {
      const field = await frozen('field.get', input, ({ provenance }) => provenance.asOf === asOf)
      return { kind, field, floor: field.limits[0] * FLOOR_SHARE }
    }
    case 'overview': return { kind, overview: await frozen('field.overview', input, ({ bottlenecks, reports }) => oldest(bottlenecks.provenance.asOf, reports.provenance.asOf) === asOf) }
    case 'bottlenecks': {
      const { bottlenecks } = await frozen('field.overview', input, (overview) => overview.bottlenecks.provenance.asOf === asOf)
      return { kind, places: await frozen('places.bottlenecks', input, () => true), provenance: { ...bottlenecks.provenance, source: 'places.bottlenecks: bottleneck, handover' } }
    }
    case 'sites': return { kind, sites: (await seat.store.desk.ask('export.sites', { area: input.filter.area, drawn: input.filter.drawn })).value }
  }
}

const oldest = (one: number | null, other: number | null): number | null => (one === null || other === null ? null : Math.min(one, other))
