/** Starts the console when its user logs on: by the system's own list, and on Linux by an entry among the autostart files. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { posix } from 'node:path'
import { app } from 'electron'
import { Refusal } from '../core/refusal.ts'
import type { WallWindows } from '../core/host.ts'
import { autostartEntry, autostartPath } from './autostart-entry.ts'

/** `home` as the system names it; a program that runs from its source has nothing to start at log-on. */
export function logOn(home: string): Pick<WallWindows, 'startsAtLogOn' | 'startAtLogOn'> {
  const isLinux = process.platform === 'linux'
  const path = autostartPath(home, process.env)
  return {
    startsAtLogOn: () => (isLinux ? existsSync(path) : app.getLoginItemSettings().openAtLogin),
    startAtLogOn(on) {
      if (!app.isPackaged) throw new Refusal('refused', 'a program run from its source does not start at log-on')
      if (!isLinux) return app.setLoginItemSettings({ openAtLogin: on })
      if (!on) return rmSync(path, { force: true })
      mkdirSync(posix.dirname(path), { recursive: true })
      // An AppImage is unpacked to another place at each start: the file itself is what starts again.
      writeFileSync(path, autostartEntry(process.env['APPIMAGE'] ?? process.execPath))
    },
  }
}
