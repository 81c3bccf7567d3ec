/** The photos of one person's desk: added from the page, shown with the cases, fetched when they are looked at, handed to whoever sends them. */
import { join } from 'node:path'
import type { Input, Output } from '../../preload/contract/api.ts'
import type { EditIntent } from '../../preload/contract/edit.ts'
import { markOf } from '../../preload/contract/edit.ts'
import type { AddedPhoto, CasePhoto, PhotoBytes } from '../../preload/contract/case-photo.ts'
import { PHOTO_LIMITS } from '../../preload/contract/photo.ts'
import { isFull } from '../outbox/disk.ts'
import type { Op } from '../outbox/op.ts'
import { openPhotoFolder, type PhotoFolder } from '../photo/photo-folder.ts'
import { plainPhoto, typeOfPhoto } from '../photo/plain-photo.ts'
import type { NamedPhotos, ShownPhotos } from '../store/queries/case-photos.ts'
import type { Store } from '../store/store.ts'
import type { Clock } from '../sync/ports.ts'
import { photosOf } from '../sync/photo-queue.ts'
import type { Sync } from '../sync/sync.ts'
import { layPhotos } from './lay-photos.ts'

export interface PhotosOptions {
  store: Store
  clock: Clock
  /** Edits that add photos, as the outbox holds them. */
  listOps(): Promise<Op[]>
  listNamed(): Promise<string[]>
  sync(): Pick<Sync, 'photos' | 'fetchPhoto'>
}

export interface Photos {
  read: PhotoFolder['read']
  list(input: Input<'photos.list'>): Promise<Output<'photos.list'>>
  get(input: Input<'photos.get'>): Promise<PhotoBytes>
  add(input: Input<'photos.add'>): Promise<AddedPhoto>
  cancel(input: Input<'photos.cancel'>): null
  /** The first photo that these edits name and that is not on this PC. */
  findMissing(edits: readonly EditIntent[]): Promise<string | null>
  /** Once an hour at most: lets go of what no row and no edit names. */
  tidy(): Promise<void>
}

/** Of photos fetched: a week's work of an office, several times over. */
const MOST_FETCHED_BYTES = 300e6
const FETCH_BYTES = 1_048_576
const MOST_JOBS = 2 * PHOTO_LIMITS.atOnce
const TIDY_EVERY_MS = 3_600_000

const here = (bytes: Uint8Array<ArrayBuffer>): PhotoBytes => {
  const type = typeOfPhoto(bytes)
  return type === null ? { state: 'away', why: 'damaged' } : { state: 'here', type, bytes }
}

export async function openPhotos({ store, clock, listOps, listNamed, sync }: PhotosOptions): Promise<Photos> {
  const folder = await openPhotoFolder({ folder: join(store.folder, 'photos'), mostBytes: MOST_FETCHED_BYTES, now: () => clock.wall() })
  const jobs = new Map<string, { pieces: Uint8Array[]; have: number }>()
  /** In this run, whether an edit names them yet or not. */
  const addedHere = new Set<string>()
  const fetching = new Map<string, Promise<PhotoBytes>>()
  let tidiedAt = Number.NEGATIVE_INFINITY

  const held = async (id: string): Promise<NamedPhotos | null> => (await store.desk.ask('cases.photos', { id })).value

  const isShown = async ({ id, sha256 }: Input<'photos.get'>): Promise<boolean> => {
    if ((await held(id))?.photos.some((photo) => photo.sha256 === sha256) === true) return true
    if ((await listOps()).some((op) => caseOf(op) === id && photosOf(op).includes(sha256))) return true
    // A form of this user that is not saved yet.
    return addedHere.has(sha256) || (await listNamed()).includes(sha256)
  }
  const listShown = async (): Promise<Set<string>> => {
    const shown = new Set<string>()
    for (const type of ['case', 'act'] as const) {
      for (let after: number | null = 0; after !== null;) {
        const { names, next }: ShownPhotos = (await store.desk.ask('photos.shown', { type, after })).value
        for (const name of names) shown.add(name)
        after = next
      }
    }
    return shown
  }
  /** Range by range: what was fetched before a line dropped is not fetched again. */
  const fetchPhoto = async ({ id, sha256 }: Input<'photos.get'>): Promise<PhotoBytes> => {
    for (let total = Number.POSITIVE_INFINITY, have = await folder.begun(sha256); have < total;) {
      const answer = await sync().fetchPhoto({ sha256, caseId: id, first: have, last: have + FETCH_BYTES - 1 })
      if (!answer.ok) return { state: 'away', why: answer.failure.kind === 'problem' && answer.failure.type === 'not-found' ? 'missing' : 'offline' }
      total = answer.value.total
      if (answer.value.bytes.length === 0 || !(total <= PHOTO_LIMITS.bytes)) break
      try {
        await folder.append(sha256, answer.value.bytes)
      } catch (error) {
        if (isFull(error)) return { state: 'away', why: 'disk-full' }
        throw error
      }
      have += answer.value.bytes.length
    }
    const bytes = (await folder.finish(sha256)) ? await folder.read(sha256) : null
    return bytes === null ? { state: 'away', why: 'damaged' } : here(bytes)
  }
  const keep = async (bytes: Uint8Array): Promise<AddedPhoto> => {
    const plain = plainPhoto(bytes)
    if (!plain.ok) return { state: 'refused', why: plain.why }
    try {
      const sha256 = await folder.keep(plain.bytes)
      sync().photos?.forget(sha256)
      addedHere.add(sha256)
      return { state: 'kept', photo: { sha256, bytes: plain.bytes.length, width: plain.width, height: plain.height } }
    } catch (error) {
      return { state: 'refused', why: isFull(error) ? 'disk-full' : 'storage' }
    }
  }

  return {
    read: (name) => folder.read(name),
    async list({ id }) {
      const [rows, ops] = [await held(id), (await listOps()).filter((op) => caseOf(op) === id)]
      if (rows === null && ops.length === 0) return null
      const laid = layPhotos(rows, ops.map((op) => ({ opId: op.op_id, actId: op.kind === 'photo' ? op.row_id : op.op_id, mark: markOf(op.state), madeAt: op.made_at, body: op.body })))
      const shown = await Promise.all(laid.photos.map(async (photo): Promise<CasePhoto> => {
        const isHere = await folder.has(photo.sha256)
        const carried = photo.mark === 'unsent' ? (sync().photos?.stateOf(photo.sha256) ?? null) : null
        return { ...photo, isHere, isLost: carried?.state === 'lost', sending: carried?.state === 'waiting' && carried.of !== null ? { sent: carried.sent, of: carried.of } : null }
      }))
      return { ...laid, photos: shown }
    },
    async get(input) {
      // Only what a case of this user shows, whatever lies in the folder.
      if (!(await isShown(input))) return { state: 'away', why: 'missing' }
      const bytes = await folder.read(input.sha256)
      if (bytes !== null) return here(bytes)
      const known = fetching.get(input.sha256)
      if (known !== undefined) return known
      const begun = fetchPhoto(input).finally(() => fetching.delete(input.sha256))
      fetching.set(input.sha256, begun)
      return begun
    },
    async add({ job, first, of, data }) {
      const known = first === 0 ? { pieces: [], have: 0 } : jobs.get(job)
      // A page that was loaded anew, or a piece out of turn: it begins again.
      if (known === undefined || known.have !== first) return { state: 'refused', why: 'damaged' }
      const bytes = Buffer.from(data, 'base64')
      known.pieces.push(bytes)
      known.have += bytes.length
      jobs.delete(job)
      if (known.have >= of) return known.have === of ? keep(Buffer.concat(known.pieces)) : { state: 'refused', why: 'damaged' }
      jobs.set(job, known)
      if (jobs.size > MOST_JOBS) jobs.delete(jobs.keys().next().value ?? job)
      return { state: 'more' }
    },
    cancel({ job }) {
      jobs.delete(job)
      return null
    },
    async findMissing(edits) {
      for (const edit of edits) for (const name of photosOf({ body: JSON.stringify(edit) })) if (!(await folder.has(name))) return name
      return null
    },
    async tidy() {
      if (clock.monotonic() - tidiedAt < TIDY_EVERY_MS) return
      tidiedAt = clock.monotonic()
      // Every row is looked through for it: not for nothing.
      const shown = (await folder.hasFetched()) ? await listShown() : new Set<string>()
      const named = await listNamed()
      await folder.tidy({ shown, named: new Set(named) }, clock.wall())
    },
  }
}

const caseOf = (op: Op): string => (op.kind === 'photo' ? String((JSON.parse(op.body) as { on?: unknown }).on) : op.row_id)
