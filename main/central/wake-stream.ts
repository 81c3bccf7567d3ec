/** One server-sent event stream as bytes. A reader that stopped reading is cut off instead of filling memory. */

const QUEUE_MAX = 2_000

export interface WakeStream {
  body: ReadableStream<Uint8Array>
  event(name: string, data: unknown): void
  comment(text: string): void
  end: () => void
  onEnd(hear: () => void): void
}

export function openWakeStream(signal: AbortSignal): WakeStream {
  const text = new TextEncoder()
  const endings: (() => void)[] = []
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null
  let isOpen = true
  const end = (): void => {
    if (!isOpen) return
    isOpen = false
    for (const hear of endings) hear()
    try {
      controller?.close()
    } catch {
      // The reader went first.
    }
  }
  const body = new ReadableStream<Uint8Array>({ start: (given) => void (controller = given), cancel: end })
  const send = (line: string): void => {
    if (!isOpen) return
    if ((controller?.desiredSize ?? 0) < -QUEUE_MAX) return end()
    controller?.enqueue(text.encode(line))
  }
  signal.addEventListener('abort', end)
  return {
    body,
    event: (name, data) => send(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`),
    comment: (words) => send(`: ${words}\n\n`),
    end,
    onEnd: (hear) => {
      if (isOpen) endings.push(hear)
      else hear()
    },
  }
}
