/** A console in a process of its own, so that it can be killed, its clock moved and its disk filled; asked past its pages. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { decodeAnswer } from '../../preload/codec.ts'
import type { Input, Method, Output } from '../../preload/contract/api.ts'

const MAIN = fileURLToPath(new URL('../../main/loopback/main.ts', import.meta.url))
const CLOCK = new URL('shift-clock.mjs', import.meta.url).href

export interface DrillConsole {
  ask<M extends Method>(method: M, input: Input<M>): Promise<Output<M>>
  shiftClock(ms: number): void
  kill(): Promise<void>
  stop(): Promise<void>
}

/** `port`: the same one again after a death, so that its pages find it. */
export async function startDrillConsole(folder: string, practice: string, port: number): Promise<DrillConsole> {
  const child = spawn(process.execPath, ['--import', CLOCK, MAIN, '--data', folder, '--practice', practice, '--port', String(port)], { stdio: ['ignore', 'pipe', 'ignore', 'ipc'] })
  const { origin, hash } = await addressOf(child)
  const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(origin + path, { method: 'POST', headers: { 'content-type': 'application/json', origin, ...headers }, body: JSON.stringify(body) })
  const { token } = (await (await post('/api/session', { code: new URLSearchParams(hash.slice(1)).get('code') })).json()) as { token: string }
  return {
    async ask(method, input) {
      const answer = decodeAnswer(await (await post('/api/call', { method, input }, { 'x-console-token': token })).arrayBuffer())
      if (!answer.ok) throw new Error(`${method}: ${answer.failure.code} ${answer.failure.detail}`)
      return answer.value as Output<typeof method>
    },
    shiftClock: (ms) => void child.send({ shiftClockMs: ms }),
    kill: () => end(child, 'SIGKILL'),
    stop: () => end(child, 'SIGTERM'),
  }
}

async function addressOf(child: ChildProcess): Promise<URL> {
  return new Promise((found, fail) => {
    createInterface({ input: child.stdout! }).on('line', (line) => line.startsWith('Console: ') && found(new URL(line.slice(9))))
    child.once('exit', (code) => fail(new Error(`the console ended with ${code}`)))
  })
}

async function end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill(signal)
  await once(child, 'exit')
}
