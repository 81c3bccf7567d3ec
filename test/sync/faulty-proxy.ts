/** A small real HTTP proxy that spoils answers on demand. */
import { once } from 'node:events'
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Returns true when it answered by itself. `pass` fetches the real answer in whole. */
export type Fault = (req: IncomingMessage, res: ServerResponse, pass: () => Promise<{ status: number; headers: IncomingMessage['headers']; body: Buffer }>) => Promise<boolean> | boolean

export interface FaultyProxy {
  address: string
  /** Null lets everything through. */
  fault: Fault | null
  /** Paths asked for, in order. */
  asked: string[]
  /** Breaks every connection that is open. */
  drop(): void
  close(): Promise<void>
}

function fetchWhole(target: URL, req: IncomingMessage): ReturnType<Parameters<Fault>[2]> {
  return new Promise((resolve, reject) => {
    const onward = forward({ host: target.hostname, port: target.port, path: req.url, method: req.method, headers: { ...req.headers, 'accept-encoding': 'identity' } }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }))
      answer.on('error', reject)
    })
    onward.on('error', reject)
    req.pipe(onward)
  })
}

export async function startFaultyProxy(central: string): Promise<FaultyProxy> {
  const target = new URL(central)
  const server = createServer(async (req, res) => {
    proxy.asked.push(`${req.method} ${req.url}`)
    res.on('error', () => {})
    try {
      if (proxy.fault && (await proxy.fault(req, res, () => fetchWhole(target, req)))) return
    } catch {
      res.destroy()
      return
    }
    const onward = forward({ host: target.hostname, port: target.port, path: req.url, method: req.method, headers: req.headers }, (answer) => {
      res.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(res)
      answer.on('error', () => res.destroy())
    })
    onward.on('error', () => res.destroy())
    res.on('close', () => onward.destroy())
    req.pipe(onward)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const proxy: FaultyProxy = {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fault: null,
    asked: [],
    drop: () => server.closeAllConnections(),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return proxy
}
