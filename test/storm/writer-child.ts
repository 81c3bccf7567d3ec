/** A process that writes straight to the database, as an import or another part of the city's own system would. */
import { setTimeout as pause } from 'node:timers/promises'
import { patchSources } from '../sim/source-patch.ts'
import type { SourcePatch } from '../sim/source-patch.ts'
import { startChild, onTold, say, settingsOf } from './child.ts'
import type { Child } from './child.ts'
import { seeded } from './random.ts'
import type { Random } from './random.ts'
import { bulkRows, makeBatch } from './writes.ts'

export interface WriterSettings {
  url: string
  seed: number
  /** One lane of batches for each number; no two writers of a storm share one. */
  lanes: number[]
  streets: string[]
  /** Pause between the batches of a lane; 0 writes as fast as it can. */
  pauseMs: number
  /** Every so many milliseconds, beside the batches; 0 never. */
  everyMs: { load: number; compact: number; epoch: number }
  patches?: readonly SourcePatch[]
}

/** `refused`: certainly not written. `unknown`: the connection went before the answer came. */
export interface Outcome {
  lane: number
  slot: number
  mark: number
  outcome: 'acked' | 'refused' | 'unknown'
  /** The database's code and what the HTTP side would answer, such as `55P03 busy`. */
  why?: string
}
export type WriterSaid = Outcome | { began: true } | { done: 'load' | 'compact' | 'epoch'; failed?: string }
export type Writer = Child<WriterSaid>

export async function startWriter(settings: WriterSettings): Promise<Writer> {
  const child = startChild<WriterSaid>('writer-child.ts', settings)
  await child.hears((message): message is { began: true } => 'began' in message)
  return child
}

if (import.meta.main) await write(settingsOf<WriterSettings>())

async function write(settings: WriterSettings): Promise<void> {
  const patched = patchSources(settings.patches ?? [])
  const { commit, load } = await import('../../main/central/log.ts')
  const { compact } = await import('../../main/central/compact.ts')
  const { newEpoch } = await import('../../main/central/epoch.ts')
  const { openDatabase } = await import('../../main/central/sql.ts')
  const { toRefusal } = await import('../../main/central/problem.ts')
  patched.verify()
  const sql = await openDatabase({ kind: 'postgres', url: settings.url })
  const work = { isWriting: true }
  const describe = (error: unknown): string => `${(error as { code?: string }).code ?? (error as Error).message} ${toRefusal(error).type}`

  const lane = async (number: number): Promise<void> => {
    const random = seeded(settings.seed * 1_000 + number)
    for (let mark = 1; work.isWriting; mark += 1) {
      const { writes, slot } = makeBatch(random, number, mark, settings.streets)
      const told = { lane: number, slot, mark }
      await sql.transaction((tx) => commit(tx, writes)).then(
        () => say({ ...told, outcome: 'acked' } satisfies Outcome),
        (error: unknown) => say({ ...told, outcome: isCertain(error) ? 'refused' : 'unknown', why: describe(error) } satisfies Outcome),
      )
      await pause(settings.pauseMs)
    }
  }
  const beside = async (name: 'load' | 'compact' | 'epoch', job: (random: Random, n: number) => Promise<unknown>): Promise<void> => {
    const everyMs = settings.everyMs[name]
    const random = seeded(settings.seed + everyMs)
    if (everyMs === 0) return
    for (let n = 1; work.isWriting; n += 1) {
      await pause(everyMs * (0.5 + random.next()))
      if (work.isWriting) await job(random, n).then(() => say({ done: name }), (error: unknown) => say({ done: name, failed: describe(error) }))
    }
  }
  const running = Promise.all([
    ...settings.lanes.map(lane),
    beside('load', (random, n) => load(sql, bulkRows(random, n, settings.streets))),
    // Mostly the floor stays; now and then only the last half second is kept, and cursors expire.
    beside('compact', (random) => compact(sql, Date.now(), random.next() < 0.3 ? 500 : 3_600_000)),
    beside('epoch', () => newEpoch(sql)),
  ])
  onTold<{ do: 'end' }>(() => {
    work.isWriting = false
    void running.then(() => sql.close()).then(() => process.exit(0))
  })
  say({ began: true })
}

/** The server's own refusal of a statement: the transaction was rolled back. Its farewell (57P01 and so on) is not one. */
function isCertain(error: unknown): boolean {
  const { code } = error as { code?: string }
  return code === undefined ? (error as Error).message.includes('was removed while') : /^[0-9A-Z]{5}$/.test(code) && !code.startsWith('57P') && !code.startsWith('08')
}
