/** Edits that add photos: who shows a case shows them too, and what they name must not be let go. */
import type { OutboxContext } from './context.ts'
import type { Op } from './op.ts'
import { opRow, SELECT_OP } from './rows.ts'

const NAMES = /[0-9a-f]{64}/g
const WITH_PHOTOS = `(kind = 'photo' OR (kind = 'transition' AND body LIKE '%"photos":[%'))`

/** In the order of saving; those withdrawn or resolved are over. */
export const listPhotoOps = (context: OutboxContext, _input: object): Op[] =>
  context.sql(`${SELECT_OP} WHERE ${WITH_PHOTOS} AND state NOT IN ('withdrawn', 'resolved') ORDER BY n`).all().map(opRow)

/** Names in edits that this PC still holds, whatever became of them (a restored central may need them again), and in forms not saved yet. */
export function listNamedPhotos(context: OutboxContext, _input: object): string[] {
  const bodies = [...context.sql(`SELECT body FROM op WHERE ${WITH_PHOTOS}`).all(), ...context.sql('SELECT body FROM draft WHERE body IS NOT NULL').all()]
  return [...new Set(bodies.flatMap((row) => String(row['body']).match(NAMES) ?? []))]
}
