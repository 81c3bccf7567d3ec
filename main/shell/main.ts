/** Entry of the desktop host: the same core and page as the browser host, in one Electron window and without a listening socket. */
import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { app, dialog } from 'electron'
import { chooseDataFolder } from './data-folder.ts'
import { forbiddenFlags } from './flags.ts'
import { guardEveryPage } from './guards.ts'
import { declareScheme } from './scheme.ts'
import { runConsole } from './run-console.ts'
import { chooseLocale, wordsOf } from './words.ts'

const args = process.argv.slice(app.isPackaged ? 1 : 2)
const { values } = parseArgs({ args, strict: false, options: { data: { type: 'string' }, practice: { type: 'string' }, central: { type: 'string' } } })
const dataFolder = chooseDataFolder(text(values.data), { system: process.platform, env: process.env, home: homedir() })

app.enableSandbox()
declareScheme()
guardEveryPage()

const refused = app.isPackaged ? forbiddenFlags(process.argv.slice(1), process.env) : []
if (refused.length > 0) {
  // Not ready yet: the system's languages are not known, so both are spoken.
  dialog.showErrorBox('甬爱指挥台 · Yong\'ai Console', (['zh-CN', 'en'] as const).map((locale) => wordsOf(locale)('start.flags', { names: refused.join(', ') })).join('\n\n'))
  app.exit(2)
} else if (isFirst()) {
  void app.whenReady().then(() => runConsole({
    args, dataFolder, practice: text(values.practice), central: text(values.central), locale: chooseLocale(app.getPreferredSystemLanguages()),
  }))
} else {
  // The first one hears of this start and comes forward; no file of its has been touched here.
  app.exit(0)
}

/** Chromium's own files lie beside ours: two data folders are two programs, and the lock is one per folder, which must exist to be named. */
function isFirst(): boolean {
  const own = join(dataFolder, 'desktop')
  mkdirSync(own, { recursive: true, mode: 0o700 })
  app.setPath('userData', own)
  return app.requestSingleInstanceLock()
}

function text(value: string | boolean | undefined): string | null {
  return typeof value === 'string' ? value : null
}
