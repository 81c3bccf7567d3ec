/** The walls of the desktop program: the keeper over Electron's windows, displays and power. */
import { app, powerSaveBlocker, screen } from 'electron'
import type { WallsAtHost } from '../core/host.ts'
import type { Log } from './log-file.ts'
import { createWallKeeper, type WallKeeper } from './wall-keeper.ts'
import { listDisplays, openWallWindow, type WallWindowOptions } from './wall-window.ts'

export interface WallsOptions extends Omit<WallWindowOptions, 'onError'> {
  walls: WallsAtHost
  log: Log
  onNoneOpen(): void
}

/** After the app is ready: displays tell nothing before. */
export function keepWalls({ walls, log, onNoneOpen, ...options }: WallsOptions): WallKeeper {
  let blocker: number | null = null
  const keeper = createWallKeeper({
    walls, displays: listDisplays, monotonic: () => performance.now(), onNoneOpen, say: (line) => log.info(line),
    openWindow: (wall, hear) => openWallWindow(wall, hear, { ...options, onError: (error) => log.error(`wall ${wall} could not be loaded`, error) }),
    after(delayMs, work) {
      const timer = setTimeout(work, delayMs)
      return () => clearTimeout(timer)
    },
    stayAwake(awake) {
      // The new one first: between two there is none.
      const before = blocker
      blocker = awake ? powerSaveBlocker.start('prevent-display-sleep') : null
      if (before !== null) powerSaveBlocker.stop(before)
    },
  })
  screen.on('display-added', keeper.displaysChanged)
  screen.on('display-removed', keeper.displaysChanged)
  screen.on('display-metrics-changed', keeper.displaysChanged)
  app.on('child-process-gone', (_event, { type, reason }) => {
    if (type === 'GPU' && reason !== 'clean-exit') keeper.graphicsGone()
  })
  return keeper
}
