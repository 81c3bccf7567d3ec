/** A thread whose outbox has been robbed of a defence before it is loaded; says what the checks find. */
import { parentPort, workerData } from 'node:worker_threads'
import { patchSources, type SourcePatch } from '../sim/source-patch.ts'

const { patches } = workerData as { patches: SourcePatch[] }
const patched = patchSources(patches)
let found: string | null = null
try {
  const { tryEveryStep } = await import('./crash-matrix.ts')
  const { SCENARIOS } = await import('./scenarios.ts')
  const { checkHistories } = await import('./histories.ts')
  for (const scenario of SCENARIOS) tryEveryStep(scenario)
  checkHistories(100, 1)
} catch (error) {
  found = error instanceof Error ? error.message : String(error)
}
patched.verify()
parentPort?.postMessage(found, [])
