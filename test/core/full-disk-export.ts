/** Orders a file of cases where the disk takes no more; says how the console names that and what it leaves behind. */
import { existsSync, readdirSync } from 'node:fs'
import { Refusal } from '../../main/core/refusal.ts'
import { caseFiles, caseOrder, openScene } from './case-scene.ts'

// The system's own word for a limit reached, instead of the end of the process.
process.on('SIGXFSZ', () => {})
const [folder = ''] = process.argv.slice(2)
const { seat } = openScene(3_000)
const code = await caseFiles(folder, {}, () => 0).write(seat, caseOrder(3_000)).then(() => 'written', (error: unknown) => (error instanceof Refusal ? error.code : String(error)))
process.stdout.write(JSON.stringify({ code, left: existsSync(folder) ? readdirSync(folder) : [] }))
