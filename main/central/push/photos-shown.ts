/** What a case shows: its photos, and what was said of them. Pure. */
import { maskText } from '../../casework/mask.ts'
import type { Row } from '../../sync/protocol.ts'

/** Names of all photos of a case. */
export function photosShown(row: Row<'case'>, acts: readonly Row<'act'>[]): Set<string> {
  return new Set([...(row.photo_list ?? []), ...acts.flatMap(({ photos }) => photos ?? [])].map(({ sha256 }) => sha256))
}

/** Whether a caption says nothing new of a photo that the case shows: it is empty, or was said of this photo before. */
export function isCaptioned(sha256: string, caption: string | undefined, acts: readonly Row<'act'>[]): boolean {
  const text = maskText(caption ?? '').trim()
  return text === '' || acts.some((act) => act.kind === 'photo' && act.text?.trim() === text && photoOf(act) === sha256)
}

/** The photo that an act of this kind added, or said something of. */
const photoOf = ({ photos, set }: Row<'act'>): unknown => photos?.[0]?.sha256 ?? (set?.['photo'] as { sha256?: unknown } | undefined)?.sha256
