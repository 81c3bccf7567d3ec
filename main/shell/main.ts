/** Entry of the desktop host: the same core and page as the browser host, in one Electron window and without a listening socket. */
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
// Chromium's own files beside ours: two data folders are two programs, and the single-instance lock is one per folder.
app.setPath('userData', join(dataFolder, 'desktop'))

const refused = app.isPackaged ? forbiddenFlags(process.argv.slice(1), process.env) : []
if (refused.length > 0) {
  // Not ready yet: the system's languages are not known, so both are spoken.
  dialog.showErrorBox('甬爱指挥台 · Yong\'ai Console', (['zh-CN', 'en'] as const).map((locale) => wordsOf(locale)('start.flags', { names: refused.join(', ') })).join('\n\n'))
  app.exit(2)
} else if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(() => runConsole({
    args, dataFolder, practice: text(values.practice), central: text(values.central), locale: chooseLocale(app.getPreferredSystemLanguages()),
  }))
} else {
  // The first one hears of this start and comes forward; no file has been touched here.
  app.exit(0)
}

function text(value: string | boolean | undefined): string | null {
  return typeof value === 'string' ? value : null
}
