/** A process of its own: one trial on a product from which a defence was taken out. Says how the trial ended. */
import { patchSources, type SourcePatch } from '../sim/source-patch.ts'
import type { Trial } from './stand.ts'

export interface Without {
  patches: SourcePatch[]
  /** File of this folder, its list of trials, and the trial's name. */
  from: [file: string, list: string]
  trial: string
}

const { patches, from: [file, list], trial: name } = JSON.parse(process.argv[2] ?? '{}') as Without
const patched = patchSources(patches)
const { openStand, runTrial } = await import('./stand.ts')
const trials = ((await import(`./${file}`)) as Record<string, Trial[]>)[list] ?? []
const trial = trials.find((one) => one.name === name)
if (trial === undefined) throw new Error(`there is no trial ${name} in ${file}`)
const stand = await openStand()
const words = await runTrial(stand, trial).then(() => 'passed', (error: unknown) => `failed: ${error instanceof Error ? error.message : String(error)}`)
patched.verify()
console.log(words)
process.exit(0)
