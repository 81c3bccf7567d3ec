/** Listens to GET /v1/wake and writes down what comes, in the order it comes. */
import { NotShown } from './finding.ts'
import type { Probe } from './probe.ts'
import { asObject } from './rule.ts'

export interface WakeItem {
  kind: 'comment' | 'event'
  /** Of an event. */
  name: string
  /** An event's data, or a comment's words. */
  text: string
  data: Record<string, unknown>
  atMs: number
}

export interface WakeEars {
  status: number
  headers: Record<string, string>
  items: WakeItem[]
  openedMs: number
  /** Whether it came true in time. */
  until(holds: (items: WakeItem[], isOver: boolean) => boolean, withinMs: number): Promise<boolean>
  close(): void
}

/** The run's own stream, open from the first rule that needs it to the end. */
export const wakeOf = (probe: Probe): Promise<WakeEars> => probe.once('wake', () => listenWake(probe, probe.options.token))

export async function listenWake(probe: Probe, token: string): Promise<WakeEars> {
  const answer = await probe.open('/v1/wake', { token, headers: { Accept: 'text/event-stream' } }).catch((error: Error) => {
    throw new NotShown(`GET /v1/wake: ${error.message}`)
  })
  probe.onClose(answer.close)
  const items: WakeItem[] = []
  const waiting = new Set<() => void>()
  let isOver = false
  const tell = (): void => waiting.forEach((look) => look())
  let text = ''
  answer.body.setEncoding('utf8')
  answer.body.on('data', (chunk: string) => {
    const blocks = (text + chunk).replaceAll('\r\n', '\n').split('\n\n')
    text = blocks.pop() ?? ''
    items.push(...blocks.flatMap(readBlock))
    tell()
  })
  answer.body.on('close', () => {
    isOver = true
    tell()
  })
  return {
    status: answer.status, headers: answer.headers, items, openedMs: performance.now(), close: answer.close,
    until: (holds, withinMs) => new Promise((resolve) => {
      const look = (inTime: boolean): void => {
        if (inTime && !holds(items, isOver)) return
        clearTimeout(timer)
        waiting.delete(watch)
        resolve(inTime)
      }
      const timer = setTimeout(() => look(false), withinMs)
      const watch = (): void => look(true)
      waiting.add(watch)
      watch()
    }),
  }
}

function readBlock(block: string): WakeItem[] {
  const atMs = performance.now()
  const lines = block.split('\n')
  const comments = lines.filter((line) => line.startsWith(':')).map((line): WakeItem => ({ kind: 'comment', name: '', text: line.slice(1).trim(), data: {}, atMs }))
  const valueOf = (field: string): string[] => lines.filter((line) => line.startsWith(`${field}:`)).map((line) => line.slice(field.length + 1).replace(/^ /, ''))
  const data = valueOf('data').join('\n')
  if (data === '') return comments
  return [...comments, { kind: 'event', name: valueOf('event').at(-1) ?? 'message', text: data, data: asObject(parse(data)), atMs }]
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
