/** Whether a program that an error ends comes back by itself: walls stay dark until somebody starts it, and nobody sits before them. */

/** One that ends sooner would only end again, and again. */
export const LONG_ENOUGH_MS = 60_000

export interface Run {
  isAnyWallOpen: boolean
  ranMs: number
  /** Of this start, the program first. */
  argv: readonly string[]
  execPath: string
  env: Readonly<Record<string, string | undefined>>
}

/** How it is started again; null: it stays away. */
export function relaunchOf({ isAnyWallOpen, ranMs, argv, execPath, env }: Run): { execPath: string; args: string[] } | null {
  if (!isAnyWallOpen || ranMs < LONG_ENOUGH_MS) return null
  // An AppImage is unpacked to another place at each start: the file itself is what starts again.
  return { execPath: env['APPIMAGE'] ?? execPath, args: argv.slice(1) }
}
