/** Takes a photo piece by piece; once its last byte is here it is looked at as a whole, and kept or refused. */
import { createHash } from 'node:crypto'
import { plainPhoto } from '../../photo/plain-photo.ts'
import type { BlobState } from '../../sync/protocol.ts'
import { Refusal } from '../problem.ts'
import type { Sql, Tx } from '../sql-types.ts'

export interface Piece {
  sha256: string
  sub: string
  /** Of the whole photo. */
  bytes: number
  /** Where the content begins in it; with no content it is only asked how much is there. */
  first: number
  content: Uint8Array
  now: number
}

interface Upload {
  bytes: number
  have: number
  refused: string | null
}

/**
 * Only what goes on from what is there is taken: of a piece that overlaps it the rest, of one behind a gap nothing. So any piece may be sent
 * any number of times, and the answer says from where to go on. Throws `blob-invalid` for what can never be kept.
 */
export async function takePiece(sql: Sql, piece: Piece): Promise<BlobState> {
  const { sha256, sub } = piece
  const outcome = await sql.transaction(async (tx): Promise<BlobState | Refusal> => {
    if (await isKept(tx, sha256)) return { sha256, bytes: piece.bytes, have: piece.bytes, whole: true }
    const upload = await lockUpload(tx, piece)
    if (upload.refused !== null) return new Refusal('blob-invalid', upload.refused)
    if (upload.bytes !== piece.bytes) return beginAnew(tx, piece)
    if (upload.have === piece.bytes) return finish(tx, piece)
    const rest = piece.first > upload.have ? new Uint8Array() : piece.content.subarray(upload.have - piece.first)
    if (rest.length === 0) return { sha256, bytes: piece.bytes, have: upload.have, whole: false }
    await tx.query('INSERT INTO blob_piece (sha256, sub, first, content) VALUES ($1, $2, $3, $4)', [sha256, sub, upload.have, rest])
    const have = upload.have + rest.length
    await tx.query('UPDATE blob_upload SET have = $3, at = $4 WHERE sha256 = $1 AND sub = $2', [sha256, sub, have, piece.now])
    return have < piece.bytes ? { sha256, bytes: piece.bytes, have, whole: false } : finish(tx, piece)
  })
  // Thrown outside: what was found is kept.
  if (outcome instanceof Refusal) throw outcome
  return outcome
}

const isKept = async (tx: Tx, sha256: string): Promise<boolean> => (await tx.query('SELECT 1 FROM blob WHERE sha256 = $1', [sha256])).length > 0

async function lockUpload(tx: Tx, { sha256, sub, bytes, now }: Piece): Promise<Upload> {
  await tx.query('INSERT INTO blob_upload (sha256, sub, bytes, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [sha256, sub, bytes, now])
  const [upload] = await tx.query<Upload>('SELECT bytes, have, refused FROM blob_upload WHERE sha256 = $1 AND sub = $2 FOR UPDATE', [sha256, sub])
  if (upload === undefined) throw new Error(`the upload of ${sha256} is gone under its lock`)
  return upload
}

async function beginAnew(tx: Tx, { sha256, sub, bytes, now }: Piece): Promise<BlobState> {
  await tx.query('DELETE FROM blob_piece WHERE sha256 = $1 AND sub = $2', [sha256, sub])
  await tx.query('UPDATE blob_upload SET bytes = $3, have = 0, at = $4 WHERE sha256 = $1 AND sub = $2', [sha256, sub, bytes, now])
  return { sha256, bytes, have: 0, whole: false }
}

async function finish(tx: Tx, piece: Piece): Promise<BlobState | Refusal> {
  const { sha256, sub, bytes, now } = piece
  const pieces = await tx.query<{ content: Uint8Array }>('SELECT content FROM blob_piece WHERE sha256 = $1 AND sub = $2 ORDER BY first', [sha256, sub])
  const whole = Buffer.concat(pieces.map(({ content }) => content))
  // Something was spoilt on the way: all of it comes again.
  if (createHash('sha256').update(whole).digest('hex') !== sha256) return beginAnew(tx, piece)
  const photo = plainPhoto(whole)
  const refused = photo.ok ? (whole.equals(photo.bytes) ? null : 'it says more than a picture: notes of the camera must be taken out before it is named') : `${photo.why}: ${photo.detail}`
  if (!photo.ok || refused !== null) {
    await beginAnew(tx, piece)
    await tx.query('UPDATE blob_upload SET refused = $3 WHERE sha256 = $1 AND sub = $2', [sha256, sub, refused])
    return new Refusal('blob-invalid', refused ?? '')
  }
  await tx.query('INSERT INTO blob (sha256, sub, type, bytes, width, height, at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING', [sha256, sub, photo.type, bytes, photo.width, photo.height, now])
  return { sha256, bytes, have: bytes, whole: true }
}
