/** Caps the connections: at most twenty that could carry calls; the event streams are counted by themselves, and what wants to be a tunnel is ended. */
import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'

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

/** Refuses an upgrade or a tunnel. Node has let go of such a connection: no listener of its own takes an error, no time limit ends it, and a server that closes waits for it. */
export function turnAway(socket: Duplex): void {
  socket.on('error', () => socket.destroy())
  // Answers before this one that nobody reads: this one would wait behind them for as long as the client likes.
  if (socket.writableLength > 0) socket.destroy()
  // The client may leave its own side open for ever: it is not waited for.
  else socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n', () => socket.destroy())
}
