/** One table: method → what answers it. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Input, Output } from '../../preload/contract/api.ts'
import type { Topic } from '../../preload/contract/model.ts'
import type { Actor } from '../../preload/contract/case-flow.ts'
import { ringKm2 } from '../field/ground-area.ts'
import type { Ports } from '../sync/ports.ts'
import type { BaseMapKeeper } from './base-maps.ts'
import { createBriefingScheduler } from './briefing-scheduler.ts'
import { createBriefings } from './briefings.ts'
import { createCaseExporter } from './case-exporter.ts'
import { createDeckChecker } from './deck-checker.ts'
import type { Handlers } from './dispatch.ts'
import { createExporter } from './exporter.ts'
import { createFileJobs } from './file-jobs.ts'
import type { ConsoleConfig, Host } from './host.ts'
import { recordExport } from './record-export.ts'
import { Refusal } from './refusal.ts'
import { sendLeads } from './send-leads.ts'
import type { SessionKeeper } from './session.ts'
import type { SettingsKeeper } from './settings.ts'
import { createShown } from './shown.ts'
import { listAccounts } from './sign-in.ts'
import { createUploads } from './uploads.ts'
import type { WallsHere } from './walls.ts'

/** What this PC keeps for all its users. */
export interface Kept {
  settings: SettingsKeeper
  baseMaps: BaseMapKeeper
  walls: WallsHere['handlers']
  /** Tells every window what has news. */
  announce(topics: Topic[]): void
}

export function createHandlers(config: ConsoleConfig, host: Host, session: SessionKeeper, ports: Ports, { settings, baseMaps, walls, announce }: Kept): Handlers {
  const shown = createShown()
  const exporter = createExporter(shown)
  const uploads = createUploads()
  const files = createFileJobs(join(config.dataFolder, 'exports'), host)
  const caseExporter = createCaseExporter(files, () => ports.clock.wall())
  const briefings = createBriefings({ dataFolder: config.dataFolder, seat: () => session.seat(), files, uploads, settings, now: () => ports.clock.wall(), announce })
  const scheduler = createBriefingScheduler({ host, files, seat: () => session.seat(), clock: ports.clock, announce })
  const deckChecker = createDeckChecker(briefings.recall)
  const desk = async <M extends DeskMethod>(method: M, input: Input<M>): Promise<Output<M>> =>
    (await session.seat().store.desk.ask(method, input as never)).value as Output<M>
  // While one drags the map, only the newest question of a kind is worth an answer.
  const field = async <M extends FieldMethod>(method: M, input: Input<M>): Promise<Output<M>> => {
    const seat = session.seat()
    const beside = isBeside(input)
    const value = (await seat.store.field.ask(method, input as never, { replaces: beside ? `${method} beside` : method })).value as Output<M>
    // Files are made of the period chosen alone.
    if (!beside) shown.keep(seat, method, input, value)
    return value
  }

  return {
    'session.get': () => session.describe(),
    'session.accounts': ({ central }) => listAccounts(ports, central ?? practiceOf(config)),
    'session.connect': ({ central, token }) => session.connect(central, token),
    'session.practice': ({ central, account }) => session.practice(central, account),
    'session.signOut': () => session.signOut(),
    'city.get': (input) => desk('city.get', input),
    'city.boundaries': (input) => desk('city.boundaries', input),
    'city.indicators': (input) => desk('city.indicators', input),
    'city.choices': (input) => desk('city.choices', input),
    'field.get': (input) => field('field.get', input),
    'field.overview': (input) => field('field.overview', input),
    'areas.figures': (input) => field('areas.figures', input),
    'areas.communities': (input) => field('areas.communities', input),
    'cells.get': (input) => field('cells.get', input),
    'places.sites': (input) => desk('places.sites', input),
    'places.bottlenecks': (input) => field('places.bottlenecks', input),
    'places.onDuty': (input) => desk('places.onDuty', input),
    'places.card': (input) => desk('places.card', input),
    'places.border': (input) => desk('places.border', input),
    'places.search': async (input) => {
      // Names are made ready piece by piece; between two pieces the lane answers others.
      for (;;) {
        const { value } = await session.seat().store.desk.ask('places.search', input, { replaces: 'places.search' })
        if ('places' in value) return value
      }
    },
    // A list is walked stretch by stretch; a question that waits gives way to the next of its kind, for nobody looks at the old one any more.
    'cases.page': async (input) => {
      for (;;) {
        const { value } = await session.seat().store.desk.ask('cases.page', input)
        if ('rows' in value) return value
      }
    },
    'cases.counts': async (input) => {
      for (;;) {
        const { value } = await session.seat().store.desk.ask('cases.counts', input, { replaces: 'cases.counts' })
        if ('views' in value) return value
      }
    },
    'cases.wholes': async ({ ids, at }) => (await Promise.all(ids.map((id) => session.seat().store.desk.ask('cases.get', { id, at, actor: actorOf(session) })))).flatMap(({ value }) => value ?? []),
    'cases.get': async (input) => (await session.seat().store.desk.ask('cases.get', { ...input, actor: actorOf(session) })).value,
    'cases.history': async (input) => (await session.seat().store.desk.ask('cases.history', { ...input, name: session.seat().remembered.name })).value,
    'cases.limit': (input) => desk('cases.limit', input),
    'cases.duplicates': (input) => desk('cases.duplicates', input),
    'cases.names': (input) => desk('cases.names', input),
    'cases.units': (input) => desk('cases.units', input),
    'shift.get': (input) => desk('shift.get', input),
    'photos.list': (input) => session.seat().photos.list(input),
    'photos.get': (input) => session.seat().photos.get(input),
    'photos.add': (input) => session.seat().photos.add(input),
    'photos.cancel': (input) => session.seat().photos.cancel(input),
    'edits.save': async (input) => {
      const { edits, photos, sync } = session.seat()
      const missing = await photos.findMissing(input.edits)
      if (missing !== null) return { saved: false, why: 'malformed', detail: `the photo ${missing} is not on this PC` }
      const saved = await edits.save(input, sync().skewMs())
      if (saved.saved) sync().edited()
      return saved
    },
    'leads.send': (input) => sendLeads(session.seat(), input, ports.clock.wall()),
    'edits.badge': () => session.seat().edits.badge(),
    'edits.unsent': (input) => session.seat().edits.unsent(input),
    'edits.refused': (input) => session.seat().edits.refused(input),
    'edits.history': (input) => session.seat().edits.history(input),
    'edits.known': (input) => session.seat().edits.known(input),
    'edits.withdraw': (input) => session.seat().edits.withdraw(input),
    'edits.sendAgain': async (input) => {
      const { edits, sync } = session.seat()
      const sent = await edits.sendAgain(input)
      sync().edited()
      return sent
    },
    'edits.resolve': async (input) => {
      const { edits, sync } = session.seat()
      const resolved = await edits.resolve(input, sync().skewMs())
      sync().edited()
      return resolved
    },
    'edits.support': () => session.seat().edits.support(),
    'edits.goOn': async () => {
      const { edits, sync } = session.seat()
      const badge = await edits.goOn()
      sync().edited()
      return badge
    },
    'drafts.get': (input) => session.seat().edits.drafts.get(input),
    'drafts.list': (input) => session.seat().edits.drafts.list(input),
    'drafts.put': (input) => session.seat().edits.drafts.put(input),
    'drafts.drop': (input) => session.seat().edits.drafts.drop(input),
    'places.ground': ({ drawn }) => ({ km2: ringKm2(drawn) }),
    'places.effect': (input) => field('places.effect', input),
    'places.overdue': (input) => desk('places.overdue', input),
    'quality.get': (input) => field('quality.get', input),
    'quality.flagged': (input) => field('quality.flagged', input),
    'export.file': (order) => exporter.write(session.seat(), order),
    'export.progress': ({ job }) => files.progress(session.seat(), job) ?? briefings.composer.progress(session.seat(), job) ?? exporter.progress(job),
    'export.cancel': ({ job }) => {
      exporter.cancel(job)
      files.cancel(session.seat(), job)
      briefings.composer.cancel(session.seat(), job)
      return null
    },
    'export.cases': (order) => caseExporter.write(session.seat(), order),
    'export.piece': ({ job, from }) => files.piece(session.seat(), job, from),
    'export.keep': ({ job }) => files.keep(session.seat(), job),
    'export.drop': async ({ job }) => {
      await files.drop(session.seat(), job)
      return null
    },
    'export.printing': async ({ cases, purpose }) => {
      await recordExport(session.seat(), randomUUID(), { format: 'paper', rows: cases.length, cases, purpose })
      return null
    },
    'export.pdf': async ({ name }) => {
      if (host.saveFile === undefined || host.printPage === undefined) return { state: 'unable' }
      const path = await host.saveFile(name, await host.printPage())
      return path === null ? { state: 'cancelled' } : { state: 'saved', path }
    },
    'export.save': async ({ name, bytes }) => {
      if (host.saveFile === undefined) return { state: 'unable' }
      const path = await host.saveFile(name, bytes)
      return path === null ? { state: 'cancelled' } : { state: 'saved', path }
    },
    ...briefings.handlers,
    ...scheduler,
    ...walls,
    'upload.add': (input) => {
      uploads.add(session.seat(), input)
      return null
    },
    'upload.drop': ({ upload }) => {
      uploads.drop(session.seat(), upload)
      return null
    },
    'briefing.check': ({ job, upload }) => deckChecker.check(session.seat(), job, uploads.take(session.seat(), upload)),
    'briefing.checking': ({ job }) => deckChecker.progress(session.seat(), job),
    'briefing.stopCheck': async ({ job }) => {
      await deckChecker.cancel(session.seat(), job)
      return null
    },
    'sync.status': () => session.seat().sync().status(),
    'sync.page': () => session.seat().sync().page(),
    'sync.now': async () => {
      session.seat().sync().now()
      return null
    },
    'sync.check': async () => {
      const sync = session.seat().sync()
      await sync.check()
      return sync.page()
    },
    'sync.rebuild': async () => {
      const sync = session.seat().sync()
      await sync.rebuild()
      return sync.page()
    },
    'settings.get': () => settings.get(),
    'settings.set': ({ approvalNumber }) => settings.set(approvalNumber === undefined ? {} : { approvalNumber: approvalNumber.trim() }),
    'basemap.list': () => baseMaps.list(),
    'basemap.get': () => baseMaps.chosen(),
    'basemap.choose': ({ id }) => baseMaps.choose(id),
    'basemap.add': () => baseMaps.ask(),
    'basemap.check': ({ id }) => baseMaps.check(id),
    'basemap.cancel': ({ id }) => baseMaps.cancel(id),
    'basemap.remove': ({ id }) => baseMaps.remove(id),
    'basemap.tile': (input) => baseMaps.tile(input),
  }
}

type DeskMethod = 'city.get' | 'city.boundaries' | 'city.indicators' | 'city.choices' | 'places.sites' | 'places.onDuty' | 'places.card' | 'places.border' | 'places.overdue' | 'cases.limit' | 'cases.duplicates' | 'cases.names' | 'cases.units' | 'shift.get'
type FieldMethod = 'field.get' | 'field.overview' | 'areas.figures' | 'areas.communities' | 'cells.get' | 'places.bottlenecks' | 'places.effect' | 'quality.get' | 'quality.flagged'

/** What the central says the account may do; without duties it changes nothing. */
function actorOf(session: SessionKeeper): Actor {
  const { sub, duties } = session.seat().remembered
  return { sub, duties }
}

/** The second question of a comparison waits beside the first one, not in its place. */
function isBeside(input: object | null): boolean {
  return input !== null && 'beside' in input && input.beside === true
}

function practiceOf(config: ConsoleConfig): string {
  if (config.practice === null) throw new Refusal('unreachable', 'no practice central runs beside this console')
  return config.practice
}
