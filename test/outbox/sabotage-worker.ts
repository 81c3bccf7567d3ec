/** A thread whose outbox has been robbed of a defence before it is loaded; says what the checks find. */
import { parentPort, workerData } from 'node:worker_threads'
import { patchSources, type SourcePatch } from '../sim/source-patch.ts'

const { patches, first } = workerData as { patches: SourcePatch[]; first: string }
const patched = patchSources(patches)
let found: string | null = null
try {
  const { tryEveryStep } = await import('./crash-matrix.ts')
  const { SCENARIOS } = await import('./scenarios.ts')
  const { checkHistories } = await import('./histories.ts')
  const { checkFailedCommit, checkNoRoom } = await import('./refused-commit.ts')
  for (const scenario of SCENARIOS) if (scenario.name === first) tryEveryStep(scenario)
  checkNoRoom()
  checkFailedCommit()
  checkHistories(100, 1)
  for (const scenario of SCENARIOS) if (scenario.name !== first) tryEveryStep(scenario)
} catch (error) {
  found = error instanceof Error ? error.message : String(error)
}
patched.verify()
parentPort?.postMessage(found, [])
