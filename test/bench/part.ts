/** Runs a measurement in a process of its own, where neither memory nor compiled code of another one is mixed in. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Sample } from './verdict.ts'

function begin(file: string, input: unknown, flags: readonly string[] = []): ChildProcess {
  return fork(fileURLToPath(new URL(file, import.meta.url)), [JSON.stringify(input)], { execArgv: [...process.execArgv, ...flags], serialization: 'advanced' })
}

/** The one message the process sends; rejects when it ends without one. */
export async function runPart<T>(file: string, input: unknown, flags: readonly string[] = []): Promise<T> {
  const child = begin(file, input, flags)
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>
  const [first] = (await Promise.race([once(child, 'message'), ended.then(([code, signal]) => [new Error(`${file} ended with ${signal ?? code}`)])])) as [T | Error]
  if (first instanceof Error) throw first
  await ended
  return first
}

/** A process that goes on after its first message until it is told to stop. */
export async function startPart<T>(file: string, input: unknown): Promise<{ said: T; stop(): Promise<void> }> {
  const child = begin(file, input)
  const ended = once(child, 'exit')
  const [said] = (await Promise.race([once(child, 'message'), ended.then(() => [new Error(`${file} ended at once`)])])) as [T | Error]
  if (said instanceof Error) throw said
  return {
    said,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.disconnect()
      await ended
    },
  }
}

/** In the part: what it was asked. */
export function inputOf<T>(): T {
  return JSON.parse(process.argv[2] ?? 'null') as T
}

/** In the part: hands the result over and lets the process end. */
export function hand(result: unknown): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(result, () => {
      process.disconnect()
      resolve()
    })
  })
}

/** CPU time counts every thread of this process. */
export async function timed(work: () => unknown): Promise<{ wallMs: number; cpuMs: number }> {
  const [began, before] = [performance.now(), process.cpuUsage()]
  await work()
  const used = process.cpuUsage(before)
  return { wallMs: performance.now() - began, cpuMs: (used.user + used.system) / 1_000 }
}

/** Largest resident memory since this process began; the parent's, which the kernel's own counter would inherit, is not in it. */
export function peakMb(): number {
  const line = /^VmHWM:\s+(\d+) kB/m.exec(readStatus())
  return Math.round(line === null ? process.resourceUsage().maxRSS / 1024 : Number(line[1]) / 1024)
}

function readStatus(): string {
  try {
    return readFileSync('/proc/self/status', 'utf8')
  } catch {
    return ''
  }
}

/** Runs contenders one after the other, another one first in each round. A contender that fails has no result. */
export async function inTurn(round: number, contenders: Record<string, () => Promise<Sample>>): Promise<Record<string, Sample | null>> {
  const names = Object.keys(contenders)
  const results: Record<string, Sample | null> = {}
  for (let i = 0; i < names.length; i++) {
    const name = names[(i + round) % names.length]!
    results[name] = await contenders[name]!().catch((error: unknown) => {
      console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`)
      return null
    })
  }
  return results
}
