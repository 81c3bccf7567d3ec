/** Spoils a snapshot's parts and keeps everything said about them consistent: only the one thing is wrong. */
import { createHash } from 'node:crypto'
import { isPart, isTake } from './spoiler.ts'
import type { Given, Next, Spoiler } from './spoiler.ts'

type Texts = (texts: string[]) => string[]

interface Declared {
  id: string
  rows: number
  parts: { n: number; rows: number; bytes: number; sha256: string }[]
}

export const rewritingParts = (change: Texts): (() => Spoiler) => () => {
  const made = new Map<string, Buffer[]>()
  return {
    spoil: async (asked, next) => {
      const given = await next(asked)
      if (isTake(asked) && given.status < 300) return declareAnew(given, asked.headers, next, change, made)
      const [, id = '', n = ''] = /^\/v1\/snapshots\/([^/]+)\/parts\/(\d+)$/.exec(asked.path) ?? []
      const bytes = made.get(id)?.[Number(n)]
      if (!isPart(asked) || bytes === undefined || ![200, 304].includes(given.status)) return given
      const etag = `"${hashOf(bytes)}"`
      const headers = { ...given.headers, etag }
      if ((asked.headers['if-none-match'] ?? '') === etag) return { status: 304, headers, body: Buffer.alloc(0) }
      return { status: 200, headers: { ...headers, 'content-type': 'application/x-ndjson' }, body: bytes }
    },
  }
}

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

async function declareAnew(given: Given, headers: Record<string, string>, next: Next, change: Texts, made: Map<string, Buffer[]>): Promise<Given> {
  const snapshot = JSON.parse(given.body.toString()) as Declared
  const texts: string[] = []
  for (const { n } of snapshot.parts) texts.push((await next({ method: 'GET', path: `/v1/snapshots/${snapshot.id}/parts/${n}`, headers: { ...headers, 'accept-encoding': 'identity' }, body: '' })).body.toString())
  const parts = change(texts).map((text) => Buffer.from(text))
  made.set(snapshot.id, parts)
  const declared = parts.map((bytes, n) => ({ n, rows: bytes.toString().split('\n').filter((line) => line !== '').length, bytes: bytes.length, sha256: hashOf(bytes) }))
  return { ...given, body: Buffer.from(JSON.stringify({ ...snapshot, rows: declared.reduce((sum, { rows }) => sum + rows, 0), parts: declared })) }
}
