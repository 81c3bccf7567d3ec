/** Caps the connections: at most twenty that could carry calls; the event streams are counted by themselves. */
import type { Server } from 'node:http'
import type { Socket } from 'node:net'

export const CONNECTIONS = 20

/** Returns how a connection is declared an event stream, which takes it out of this count. */
export function capConnections(server: Server): (socket: Socket) => void {
  const counted = new Set<Socket>()
  server.on('connection', (socket) => {
    // Kept-alive connections without a request make room first: a browser holds up to six per page.
    if (counted.size >= CONNECTIONS) server.closeIdleConnections()
    if (counted.size >= CONNECTIONS) {
      socket.destroy()
      return
    }
    counted.add(socket)
    socket.on('close', () => counted.delete(socket))
  })
  return (socket) => void counted.delete(socket)
}
