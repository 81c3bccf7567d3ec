/** One user's store at one central: ownership of the profile, the writer first, then the two reading lanes. */
import type { Recovery } from '../../preload/contract/model.ts'
import type { DeskFunctions, FieldFunctions } from './queries/lanes.ts'
import { openLane, type Lane } from './lane.ts'
import { ownProfile } from './lock.ts'
import { ownerKey, profileFolder, type Owner } from './profile.ts'
import { withJudge } from './staging-lane.ts'
import type { WriterFunctions, WriterThreadFunctions } from './writer-functions.ts'

export interface StoreOptions {
  /** Where profiles live. */
  base: string
  owner: Owner
  /** Wall clock, milliseconds. */
  now: number
  /** Where files of area outlines lie. */
  outlines?: string
  /** Throw the present cache away, whatever it holds. */
  discard?: boolean
}

export interface Store {
  folder: string
  path: string
  /** What was wrong with the cache at this start and what is shown instead. */
  recovered: Recovery | null
  writer: Lane<WriterFunctions>
  desk: Lane<DeskFunctions>
  field: Lane<FieldFunctions>
  close(): Promise<void>
}

/** Rejects with StoreFailure: 'owned' when another process has the profile, 'future' when a newer version wrote it. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const folder = profileFolder(options.base, options.owner)
  const ownership = ownProfile(folder)
  const lanes: { close(): Promise<void> }[] = []
  const close = async (): Promise<void> => {
    // Readers first: the last connection to close copies the WAL back, and that must be the writer's.
    for (const lane of lanes.splice(0).toReversed()) await lane.close()
    ownership.release()
  }
  try {
    const writing = await openLane<WriterThreadFunctions>('writer', { folder, ownerKey: ownerKey(options.owner), now: options.now, discard: options.discard ?? false })
    const writer = withJudge(writing)
    lanes.push(writer)
    const { path, recovered, isEmpty } = writing.opened as { path: string; recovered: Recovery | null; isEmpty: boolean }
    const expecting = isEmpty ? writer.expectSnapshot() : null
    const outlinesFolder = options.outlines ?? ''
    const desk = await openLane<DeskFunctions>('reader', { path, lane: 'desk', outlinesFolder })
    lanes.push(desk)
    const field = await openLane<FieldFunctions>('reader', { path, lane: 'field', outlinesFolder })
    lanes.push(field)
    await expecting
    return { folder, path, recovered, writer, desk, field, close }
  } catch (error) {
    await close()
    throw error
  }
}
