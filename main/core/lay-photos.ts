/** The photos of a case with those of own edits laid over, until the rows have them. Pure. */
import type { CasePhoto, CasePhotos } from '../../preload/contract/case-photo.ts'
import type { Photo } from '../../preload/contract/photo.ts'
import type { EditMark } from '../../preload/contract/edit.ts'
import type { NamedPhotos } from '../store/queries/case-photos.ts'

export interface PhotoEdit {
  opId: string
  /** The act that the central makes of it. */
  actId: string
  mark: EditMark | null
  madeAt: number
  body: string
}

type Laid = Omit<CasePhoto, 'isHere' | 'isLost' | 'sending'>

/** `rows` null: the case itself is an edit that has not come back. */
export function layPhotos(rows: NamedPhotos | null, edits: readonly PhotoEdit[]): Omit<CasePhotos, 'photos'> & { photos: Laid[] } {
  const listed = rows?.photos ?? []
  const acts = new Set(listed.map(({ act }) => act))
  const held = listed.map(({ act: _act, ...photo }): Laid => ({ ...photo, mark: null, opId: null }))
  const names = new Set(held.map(({ sha256 }) => sha256))
  const own = edits.filter(({ actId, mark }) => mark !== null && !acts.has(actId)).flatMap((edit) => photosIn(edit).map(({ photo, caption }): Laid => ({ ...photo, caption, by: null, at: edit.madeAt, mark: edit.mark, opId: edit.opId })))
  // The center shows the same picture already: an edit that it took for settled adds nothing.
  const added = own.filter(({ sha256, mark }) => mark !== 'received' || !names.has(sha256))
  return { photos: [...held, ...added], unlisted: Math.max(0, (rows?.count ?? 0) - held.length), simulated: rows?.simulated ?? false }
}

function photosIn({ body }: PhotoEdit): { photo: Photo; caption: string | null }[] {
  const { kind, set } = JSON.parse(body) as { kind: string; set?: Partial<Photo> & { caption?: string; photos?: string[] } }
  // A step of the flow names its photos only; how wide they are is seen when they are drawn.
  if (kind !== 'photo') return (set?.photos ?? []).map((sha256) => ({ photo: { sha256, bytes: 0, width: 0, height: 0 }, caption: null }))
  const { sha256, bytes, width, height, caption } = set ?? {}
  if (sha256 === undefined || bytes === undefined || width === undefined || height === undefined) return []
  return [{ photo: { sha256, bytes, width, height }, caption: caption ?? null }]
}
