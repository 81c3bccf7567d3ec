/** Campaigns spread over threads. */
import { Worker } from 'node:worker_threads'
import type { CampaignOptions, CampaignResult } from './campaign.ts'
import type { FromWorker, WorkerInput } from './sim-worker.ts'
import type { SourcePatch } from './source-patch.ts'

/** Rejects when the simulation itself fails. `progress` gets the runs so far. */
export function inThread(options: CampaignOptions, patches: readonly SourcePatch[] = [], progress: (runs: number) => void = () => {}): Promise<CampaignResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('sim-worker.ts', import.meta.url), { workerData: { options, patches } satisfies WorkerInput })
    worker.on('message', (message: FromWorker) => {
      if ('runs' in message) progress(message.runs)
      else resolve(message.result)
    })
    worker.on('error', reject)
    worker.on('exit', (code) => reject(new Error(`the thread ended with ${code} and no result`)))
  })
}

/** Seeds differ by thread. */
export async function inThreads(options: CampaignOptions, threads: number, progress: (runs: number) => void = () => {}): Promise<CampaignResult[]> {
  const made = Array.from({ length: threads }, () => 0)
  const share = Math.ceil(options.runs / threads)
  return Promise.all(
    made.map((_, n) =>
      inThread({ ...options, runs: Math.min(share, options.runs - n * share), seed: options.seed + n }, [], (runs) => {
        made[n] = runs
        progress(made.reduce((sum, one) => sum + one, 0))
      }),
    ),
  )
}

/** Sums, and the greatest of what is a greatest. */
export function together(results: readonly CampaignResult[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const [name, count] of results.flatMap((result) => result.counts)) {
    counts.set(name, /^(worst|most) /.test(name) ? Math.max(counts.get(name) ?? 0, count) : (counts.get(name) ?? 0) + count)
  }
  return counts
}
