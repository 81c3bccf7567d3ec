/** The page's face of the drawing thread. A thread that dies is started again; what it was drawing fails. */
import type { PaintedTile, PaintOrder } from './tile-words.ts'

export interface Painter {
  paint(order: PaintOrder): Promise<PaintedTile>
}

interface Waiting {
  resolve: (painted: PaintedTile) => void
  reject: (error: Error) => void
}
type Reply = { n: number; painted: PaintedTile } | { n: number; failed: string }

export function openPainter(): Painter {
  let worker: Worker | null = null
  let n = 0
  const waiting = new Map<number, Waiting>()
  const start = (): Worker => {
    const started = new Worker(new URL('./tile-worker.ts', import.meta.url), { type: 'module' })
    started.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
      const one = waiting.get(data.n)
      waiting.delete(data.n)
      if ('painted' in data) one?.resolve(data.painted)
      else one?.reject(new Error(data.failed))
    })
    started.addEventListener('error', () => {
      started.terminate()
      worker = null
      for (const one of waiting.values()) one.reject(new Error('the drawing thread ended'))
      waiting.clear()
    })
    return started
  }
  return {
    paint: (order) => new Promise((resolve, reject) => {
      worker ??= start()
      n += 1
      waiting.set(n, { resolve, reject })
      worker.postMessage({ n, order }, [])
    }),
  }
}
