/** Reads one small JSON body; anything else ends with the status that says why. */
import type { IncomingMessage } from 'node:http'

export const BODY_BYTES = 65_536

export type Body = { ok: true; value: unknown } | { ok: false; status: 400 | 413 | 415 }

export async function readBody(request: IncomingMessage): Promise<Body> {
  // A form or an image tag of a foreign page can send text/plain without asking first; it cannot send this type.
  if (!/^application\/json(;\s*charset=utf-8)?$/i.test(request.headers['content-type'] ?? '')) return { ok: false, status: 415 }
  if (request.headers['content-encoding'] !== undefined) return { ok: false, status: 415 }
  if (Number(request.headers['content-length'] ?? 0) > BODY_BYTES) return { ok: false, status: 413 }
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > BODY_BYTES) return { ok: false, status: 413 }
    chunks.push(chunk)
  }
  try {
    return { ok: true, value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))) }
  } catch {
    return { ok: false, status: 400 }
  }
}
