/** Notices that the network is back, or that the PC woke: then is the moment to sync, not a timer later. */

export interface NetworkWatch {
  isOnline(): boolean
  /** Runs again and again until the returned function is called. */
  every(ms: number, work: () => void): () => void
  onBack(): void
}

const LOOK_MS = 5_000

/** Electron tells the page of a change, not the main process: it is asked every five seconds, which costs nothing. Returns the end of it. */
export function watchNetwork({ isOnline, every, onBack }: NetworkWatch): () => void {
  let wasOnline = isOnline()
  return every(LOOK_MS, () => {
    const now = isOnline()
    if (now && !wasOnline) onBack()
    wasOnline = now
  })
}
