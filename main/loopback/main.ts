/** Entry of the browser host, started by `npm start`: prints its address, and a fresh one whenever it is asked. */
import { existsSync, watch } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createConsole } from '../core/console.ts'
import { linkKiosk } from './kiosk-link.ts'
import { startLoopback } from './loopback.ts'

const { values } = parseArgs({
  options: {
    data: { type: 'string' }, practice: { type: 'string' }, central: { type: 'string' },
    port: { type: 'string', default: '0' }, basemap: { type: 'string' }, dev: { type: 'boolean', default: false }, kiosk: { type: 'boolean', default: false },
  },
})
if (values.data === undefined) throw new Error('--data is missing')
const page = fileURLToPath(new URL('../../dist/renderer', import.meta.url))

const core = await createConsole({ dataFolder: values.data, practice: values.practice ?? null, central: values.central ?? null, baseMap: values.basemap ?? null }, { kind: 'browser', wallAddress: (wall) => loopback.wallAddress(wall) })
const loopback = await startLoopback({ console: core, files: page, port: Number(values.port) })

const showAddress = (): void => void process.stdout.write(`Console: ${loopback.startAddress()}\n`)
// A kiosk's output goes into a journal: an address is said to whoever asks for it alone.
if (!values.kiosk) showAddress()
process.on('message', (message) => message === 'address' && showAddress())
if (values.kiosk) process.on('message', linkKiosk(core.walls, loopback, (message) => process.connected && process.send?.(message)))
if (values.dev) {
  // A build empties the folder first and writes for a moment: the page is shown anew once that is over.
  let quiet: NodeJS.Timeout | undefined
  watch(page, () => {
    clearTimeout(quiet)
    quiet = setTimeout(() => existsSync(join(page, 'index.html')) && loopback.reload(), 300)
  })
}

let closing = false
async function close(): Promise<void> {
  if (closing) return
  closing = true
  await loopback.close()
  await core.close()
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.on(signal, () => void close())
