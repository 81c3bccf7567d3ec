/** A process of a storm: started with one object of settings, spoken with by messages, killed without a warning. */
import { fork } from 'node:child_process'
import type { ChildProcess, Serializable } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export interface Child<Said> {
  pid: number
  tell(message: Serializable): void
  onMessage(hear: (message: Said) => void): () => void
  /** Resolves with the first message, from now on, that fits. */
  hears<T extends Said>(fits: (message: Said) => message is T): Promise<T>
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>
  /** Asks it to end; resolves when it is gone. */
  end(): Promise<void>
  ended: Promise<number | null>
}

/** `entry` is a file of this folder. */
export function startChild<Said>(entry: string, settings: unknown): Child<Said> {
  const child: ChildProcess = fork(fileURLToPath(new URL(entry, import.meta.url)), [JSON.stringify(settings)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  const onMessage = (hear: (message: Said) => void): (() => void) => {
    const listener = (message: unknown): void => hear(message as Said)
    child.on('message', listener)
    return () => child.off('message', listener)
  }
  const tell = (message: Serializable): void => {
    // A child that was killed a moment ago hears nothing any more.
    if (child.connected) child.send(message, () => {})
  }
  return {
    pid: child.pid ?? 0,
    tell,
    onMessage,
    hears: <T extends Said>(fits: (message: Said) => message is T) =>
      new Promise<T>((resolve, reject) => {
        const off = onMessage((message) => {
          if (!fits(message)) return
          off()
          resolve(message)
        })
        void ended.then((code) => reject(new Error(`${entry} ended with ${code} before it answered`)))
      }),
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    async end() {
      tell({ do: 'end' })
      await ended
    },
    ended,
  }
}

/** Inside a child: its settings. */
export const settingsOf = <T>(): T => JSON.parse(process.argv[2] ?? '{}') as T

/** Inside a child: says something to the parent. */
export const say = (message: Serializable): void => {
  if (process.connected) process.send?.(message)
}

/** Inside a child: hears the parent; a child whose parent is gone ends itself. */
export function onTold<T>(hear: (message: T) => void): void {
  process.on('message', (message) => hear(message as T))
  process.on('disconnect', () => process.exit(0))
}
