/** The photos that are here whole: what they are, who may read them, their bytes, and which are let go. */
import type { Photo, PhotoType } from '../../../preload/contract/photo.ts'
import type { Row } from '../../sync/protocol.ts'
import { findPicture } from '../city/pictures.ts'
import { grantsOf } from '../grants.ts'
import type { Account } from '../grants.ts'
import type { Sql, Tx } from '../sql-types.ts'

/** What no act names by then was left behind: longer than a desk holds what it may have to send again. */
const KEEP_UNNAMED_MS = 40 * 86_400_000
/** What nobody goes on sending. */
const KEEP_UNFINISHED_MS = 14 * 86_400_000

export interface HeldBlob extends Photo {
  type: PhotoType
  sub: string
}

export async function findBlob(tx: Pick<Tx, 'query'>, sha256: string): Promise<HeldBlob | null> {
  const [row] = await tx.query<HeldBlob>('SELECT sha256, sub, type, bytes, width, height FROM blob WHERE sha256 = $1', [sha256])
  return row ?? null
}

/** Why the account's own bytes of this name can never be kept; null: not known to be so. */
export async function whyRefused(tx: Pick<Tx, 'query'>, sha256: string, sub: string): Promise<string | null> {
  const [row] = await tx.query<{ refused: string | null }>('SELECT refused FROM blob_upload WHERE sha256 = $1 AND sub = $2', [sha256, sub])
  return row?.refused ?? null
}

/** Those of the names that are here whole; in the caller's transaction they are kept for good, and cannot be let go meanwhile. In one order for all, so that no two ops wait for each other. */
export async function lockBlobs(tx: Tx, names: readonly string[]): Promise<Photo[]> {
  if (names.length === 0) return []
  const held = await tx.query<Photo>('SELECT sha256, bytes, width, height FROM blob WHERE sha256 = ANY($1) ORDER BY sha256 FOR UPDATE', [names])
  await tx.query('UPDATE blob SET named = true WHERE sha256 = ANY($1) AND NOT named', [held.map(({ sha256 }) => sha256)])
  return held
}

/** Whoever may read a case may read its photos; whoever sent one may look at it before anything names it. */
export async function mayRead(tx: Tx, account: Account, sha256: string, caseId: string | null): Promise<boolean> {
  if (caseId === null) return (await findBlob(tx, sha256))?.sub === account.sub
  const [row] = await tx.query<{ scope: string; body: string }>(`SELECT scope, body FROM record WHERE type = 'case' AND id = $1`, [caseId])
  if (row === undefined || !(await grantsOf(tx, account)).some(({ id }) => id === row.scope)) return false
  const { photo_list = [], merged = [] } = JSON.parse(row.body) as Row<'case'>
  // Those of the cases merged into it as well, wherever they are.
  if ([...photo_list, ...merged.flatMap((entry) => entry.photo_list ?? [])].some((photo) => photo.sha256 === sha256)) return true
  const acts = await tx.query<{ body: string }>(`SELECT body FROM record WHERE type = 'act' AND (body::jsonb) ->> 'case' = $1 AND body LIKE '%' || $2 || '%'`, [caseId, sha256])
  return acts.some(({ body }) => (JSON.parse(body) as Row<'act'>).photos?.some((photo) => photo.sha256 === sha256))
}

/** From `first` to `last`, both included; only the pieces that they touch are read. */
export async function readBlob(tx: Pick<Tx, 'query'>, { sha256, sub, bytes }: Pick<HeldBlob, 'sha256' | 'sub' | 'bytes'>, first = 0, last = bytes - 1): Promise<Uint8Array<ArrayBuffer>> {
  const pieces = await tx.query<{ first: number; content: Uint8Array }>(
    'SELECT first, content FROM blob_piece WHERE sha256 = $1 AND sub = $2 AND first <= $4 AND first + octet_length(content) > $3 ORDER BY first', [sha256, sub, first, last],
  )
  return Uint8Array.from(Buffer.concat(pieces.map((piece) => piece.content.subarray(Math.max(0, first - piece.first), last + 1 - piece.first))))
}

/** A photo of the practice city, which draws its own. */
export function practicePhoto(sha256: string): { type: PhotoType; bytes: Uint8Array } | null {
  const bytes = findPicture(sha256)
  return bytes === null ? null : { type: 'image/png', bytes }
}

/** Of a case, of those merged into it, or of what was done to it. */
const SPOKEN_OF = `SELECT m[1] COLLATE "C" FROM record, regexp_matches(body, '"sha256":"([0-9a-f]{64})"', 'g') AS m WHERE type IN ('case', 'act') AND body LIKE '%"sha256":"%'`

/** Photos that no row names any more, whose cases are gone: from now on they are like those that nothing has named yet. */
export async function releaseBlobs(sql: Sql, now: number): Promise<void> {
  const left = await sql.query<{ sha256: string }>(`SELECT sha256 FROM blob WHERE named AND sha256 NOT IN (${SPOKEN_OF})`)
  if (left.length === 0) return
  await sql.transaction(async (tx) => {
    const names = left.map(({ sha256 }) => sha256)
    // First locked, then looked at once more: an op may have named one meanwhile.
    await tx.query('SELECT 1 FROM blob WHERE sha256 = ANY($1) ORDER BY sha256 FOR UPDATE', [names])
    await tx.query(`UPDATE blob SET named = false, at = $2 WHERE sha256 = ANY($1) AND named AND sha256 NOT IN (${SPOKEN_OF})`, [names, now])
  })
}

export async function forgetBlobs(sql: Sql, now: number): Promise<void> {
  await sql.query(`DELETE FROM blob WHERE NOT named AND at < $1`, [now - KEEP_UNNAMED_MS])
  await sql.query('DELETE FROM blob_upload u WHERE at < $1 AND NOT EXISTS (SELECT 1 FROM blob b WHERE b.sha256 = u.sha256 AND b.sub = u.sub)', [now - KEEP_UNFINISHED_MS])
}
