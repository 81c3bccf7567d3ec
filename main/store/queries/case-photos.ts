/** Answers 'cases.photos' and 'photos.shown': which photos the rows name. */
import type { Photo } from '../../../preload/contract/photo.ts'
import type { Row } from '../../sync/protocol.ts'
import type { ReaderContext } from '../reader-context.ts'
import { prepared } from './prepared.ts'

/** A photo as rows name it; `act`: the act that added it, null: it came with the report. */
export interface NamedPhoto extends Photo {
  act: string | null
  caption: string | null
  by: string | null
  at: number
}

export interface NamedPhotos {
  photos: NamedPhoto[]
  /** By the row's own count. */
  count: number
  simulated: boolean
}

const shown = ({ sha256, bytes, width, height }: Photo): Photo => ({ sha256, bytes, width, height })

/** Those of the report first, then by time. Null where the cache holds no such case. */
export function getCasePhotos({ db }: ReaderContext, { id }: { id: string }): NamedPhotos | null {
  const body = db.prepare('SELECT body FROM "case" WHERE id = ?').pluck().get(id) as string | undefined
  if (body === undefined) return null
  const row = JSON.parse(body) as Row<'case'>
  const acts = (db.prepare('SELECT body FROM act WHERE "case" = ? ORDER BY at, id').pluck().all(id) as string[]).map((text) => JSON.parse(text) as Row<'act'>)
  const photos = [
    ...(row.photo_list ?? []).map((photo): NamedPhoto => ({ ...shown(photo), act: null, caption: null, by: null, at: Date.parse(row.reported_at) })),
    ...acts.flatMap((act) => (act.photos ?? []).map((photo): NamedPhoto => ({ ...shown(photo), act: act.id, caption: act.kind === 'photo' ? (act.text ?? null) : null, by: act.by_name, at: Date.parse(act.at) }))),
  ]
  return { photos: withLaterCaptions(photos, acts), count: row.photos, simulated: row.simulated }
}

/** A caption that came by itself, for a photo that had none; of several the first, and all of them stand in the history. */
function withLaterCaptions(photos: readonly NamedPhoto[], acts: readonly Row<'act'>[]): NamedPhoto[] {
  const captions = new Map<unknown, string>()
  for (const { kind, set, text } of acts) {
    const named = kind === 'photo' ? (set?.['photo'] as { sha256?: unknown } | undefined)?.sha256 : undefined
    if (named !== undefined && text !== undefined && !captions.has(named)) captions.set(named, text)
  }
  return photos.map((photo) => ({ ...photo, caption: photo.caption ?? captions.get(photo.sha256) ?? null }))
}

const NAMES = /"sha256":"([0-9a-f]{64})"/g

/** Rows looked through at once: between two stretches the lane answers others. */
const STRETCH = 2_000

export interface ShownPhotos {
  names: string[]
  /** Where to go on; null: all rows of the type were looked through. */
  next: number | null
}

/** The photos that rows of a type name, stretch by stretch from after a row's number. */
export function getShownPhotos({ db }: ReaderContext, { type, after }: { type: 'case' | 'act'; after: number }): ShownPhotos {
  const rows = prepared(db, `SELECT rowid, body FROM "${type}" WHERE rowid > ? ORDER BY rowid LIMIT ${STRETCH}`).all(after) as [number: number, body: string][]
  return { names: rows.flatMap(([, body]) => [...body.matchAll(NAMES)].map((match) => match[1] ?? '')), next: rows.length < STRETCH ? null : rows.at(-1)![0] }
}
