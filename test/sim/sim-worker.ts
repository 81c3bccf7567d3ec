/** A thread that runs a campaign, with defences taken out before anything of the product is loaded. */
import { parentPort, workerData } from 'node:worker_threads'
import type { CampaignOptions, CampaignResult } from './campaign.ts'
import { patchSources, type SourcePatch } from './source-patch.ts'

export interface WorkerInput {
  options: CampaignOptions
  patches: readonly SourcePatch[]
}
export type FromWorker = { runs: number } | { result: CampaignResult }

const { options, patches } = workerData as WorkerInput
const patched = patchSources(patches)
const { campaign } = await import('./campaign.ts')
const result = await campaign(options, (runs) => parentPort?.postMessage({ runs } satisfies FromWorker, []))
patched.verify()
parentPort?.postMessage({ result } satisfies FromWorker, [])
