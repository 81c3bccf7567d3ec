/** Photos that an op names: each must be here whole and be what the op says; from then on it is kept. */
import type { Photo } from '../../../preload/contract/photo.ts'
import type { CaseOp } from '../../sync/push-protocol.ts'
import { lockBlobs, whyRefused } from '../blobs/held-blobs.ts'
import type { Tx } from '../sql-types.ts'
import { invalid } from './op-result.ts'
import type { Outcome } from './op-result.ts'

/** Not decided, so the whole transaction is undone and nothing is remembered: the photo may still come. */
export class PhotoMissing extends Error {
  readonly sha256: string
  constructor(sha256: string) {
    super(`the photo ${sha256} is not here`)
    this.sha256 = sha256
  }
}

const namesOf = (op: CaseOp): string[] => {
  if (op.kind === 'photo') return [op.set.sha256]
  return op.kind === 'transition' ? [...new Set(op.set?.photos ?? [])] : []
}

/** In the order of the op, without those that the case shows already. Asked once the op's rights are certain, before any head is locked. Throws PhotoMissing. */
export async function photosOf(tx: Tx, op: CaseOp, sub: string, known: ReadonlySet<string>): Promise<{ photos: Photo[] } | { objection: Outcome }> {
  const names = namesOf(op)
  const held = new Map((await lockBlobs(tx, names)).map((photo) => [photo.sha256, photo]))
  for (const name of names) {
    if (held.has(name)) continue
    const refused = await whyRefused(tx, name, sub)
    if (refused === null) throw new PhotoMissing(name)
    return { objection: invalid(`photo ${name}: ${refused}`) }
  }
  const photos = names.flatMap((name) => held.get(name) ?? [])
  if (op.kind === 'photo' && photos.some((photo) => photo.bytes !== op.set.bytes || photo.width !== op.set.width || photo.height !== op.set.height)) return { objection: invalid('the photo is not what the op says of it') }
  return { photos: photos.filter(({ sha256 }) => !known.has(sha256)) }
}
