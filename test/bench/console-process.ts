/** The browser host as a user starts it, on a data folder of the bench; its central is out of reach. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { decodeAnswer } from '../../preload/codec.ts'
import type { Input, Method, Output } from '../../preload/contract/api.ts'

export interface ConsoleProcess {
  origin: string
  pid: number
  /** What a page shows in place of a password; belongs into its session storage. */
  token: string
  /** From the process's start to the line with its address. */
  addressMs: number
  /** Asked past the page; `tookMs` is the console's own time, without HTTP. */
  ask<M extends Method>(method: M, input: Input<M>): Promise<{ value: Output<M>; tookMs: number }>
  stop(): Promise<void>
}

export async function startConsole(folder: string): Promise<ConsoleProcess> {
  const began = performance.now()
  const host = spawn(process.execPath, [fileURLToPath(new URL('../../main/loopback/main.ts', import.meta.url)), '--data', folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  const address = await new Promise<URL>((found, fail) => {
    createInterface({ input: host.stdout }).on('line', (line) => line.startsWith('Console: ') && found(new URL(line.slice(9))))
    host.once('exit', (code) => fail(new Error(`the console ended with ${code}`)))
  })
  const addressMs = performance.now() - began
  const { origin } = address
  const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(origin + path, { method: 'POST', headers: { 'content-type': 'application/json', origin, ...headers }, body: JSON.stringify(body) })
  const { token } = (await (await post('/api/session', { code: new URLSearchParams(address.hash.slice(1)).get('code') })).json()) as { token: string }
  return {
    origin, token, addressMs, pid: host.pid ?? 0,
    async ask(method, input) {
      const answer = decodeAnswer(await (await post('/api/call', { method, input }, { 'x-console-token': token })).arrayBuffer())
      if (!answer.ok) throw new Error(`${method}: ${answer.failure.code} ${answer.failure.detail}`)
      return { value: answer.value as Output<typeof method>, tookMs: answer.tookMs }
    },
    async stop() {
      if (host.exitCode !== null || host.signalCode !== null) return
      host.kill('SIGTERM')
      await once(host, 'exit')
    },
  }
}
