/** Entry of the desktop host: the same core and page as the browser host, in one Electron window and without a listening socket. */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { app } from 'electron'
import { createConsole } from '../core/console.ts'
import { carryCalls } from './ipc.ts'
import { declareScheme, ORIGIN, serveScheme } from './scheme.ts'
import { openWindow } from './window.ts'

// Compiled to dist/main/shell: the page and the preload lie beside dist/main.
const built = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))

app.enableSandbox()
declareScheme()
if (app.requestSingleInstanceLock()) void start()
else app.quit()

async function start(): Promise<void> {
  await app.whenReady()
  const { values } = parseArgs({
    args: process.argv.slice(app.isPackaged ? 1 : 2), strict: false,
    options: { data: { type: 'string' }, practice: { type: 'string' }, central: { type: 'string' } },
  })
  const core = await createConsole({ dataFolder: text(values.data) ?? app.getPath('userData'), practice: text(values.practice), central: text(values.central) }, { kind: 'desktop' })
  serveScheme(built('renderer'))
  const window = openWindow(built('preload/electron.cjs'))
  carryCalls(core, window)
  app.on('second-instance', () => window.focus())
  app.on('window-all-closed', () => void core.close().finally(() => app.quit()))
  await window.loadURL(`${ORIGIN}/`)
}

function text(value: string | boolean | undefined): string | null {
  return typeof value === 'string' ? value : null
}
