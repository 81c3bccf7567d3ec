/** Runs another program: to its end with its output kept, or beside this one with its lines heard. */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** The exit code and the last lines of output; code null when it ran into `timeoutMs` or could not start. */
export function runToEnd(command, args, { timeoutMs, ...options } = {}) {
  return new Promise((resolve) => {
    let output = ''
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), timeoutMs)
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output = (output + chunk).slice(-20_000)))
    child.on('error', (error) => resolve({ code: null, output: String(error) }))
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve({ code, output })
    })
  })
}

/** A child that is told apart by its lines; its errors go straight to ours. */
export function runBeside(command, args, { onLine, ...options }) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'], ...options })
  createInterface({ input: child.stdout }).on('line', onLine)
  const ended = new Promise((resolve) => {
    child.on('error', (error) => resolve(String(error)))
    child.on('close', (code, signal) => resolve(signal ?? `exit code ${code}`))
  })
  return {
    child,
    /** Whether we asked it to end. */
    stopped: false,
    /** Settles with how it ended. */
    ended,
    /** Asks it to end, and ends it when it has not after `graceMs`. */
    async stop(graceMs = 8_000) {
      this.stopped = true
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs)
      await ended
      clearTimeout(timer)
    },
  }
}
