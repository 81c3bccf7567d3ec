/** Runs the worlds of push-world.ts against a central from which a defence was taken out; prints what was found. For push-world.test.ts. */
import type { DatabaseTarget } from '../../../main/central/sql.ts'
import { patchSources } from '../../sim/source-patch.ts'
import type { SourcePatch } from '../../sim/source-patch.ts'

const { patches, runs, seed, database } = JSON.parse(process.argv[2] ?? '{}') as { patches: SourcePatch[]; runs: number; seed: number; database: DatabaseTarget }
const patched = patchSources(patches)
const { runWorlds } = await import('./push-world.ts')
const { runs: ran, message } = await runWorlds(runs, seed, database, false)
patched.verify()
console.log(message === null ? `nothing found in ${ran} runs` : `found at run ${ran}: ${message.split('\n')[0]}`)
