/** Shows the built page over canned answers: `node test/browser/serve.ts [answers.ts] [port]`, where the file exports `default (method, input) => value`. */
import { resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { startLoopback } from '../../main/loopback/loopback.ts'
import { type Canned, serveCanned } from './canned.ts'

const [file, port] = process.argv.slice(2)
const answers: Canned = file === undefined ? () => null : ((await import(pathToFileURL(resolve(file)).href)) as { default: Canned }).default
const host = await startLoopback({ console: serveCanned(answers), files: fileURLToPath(new URL('../../dist/renderer', import.meta.url)), port: Number(port ?? 0) })
console.log(`Console: ${host.startAddress()}`)
process.on('SIGHUP', () => console.log(`Console: ${host.startAddress()}`))
