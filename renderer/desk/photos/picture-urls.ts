/** Pictures as addresses that an <img> can show: a few dozen are kept, so that going back and forth asks for none again. */
import type { PhotoBytes } from '../../../preload/contract/case-photo.ts'
import { getBridge } from '../../bridge.ts'

export type Picture = { state: 'asking' } | { state: 'here'; url: string } | { state: 'away'; why: Extract<PhotoBytes, { state: 'away' }>['why'] }

const MOST_KEPT = 60
/** A slow line carries a few pictures sooner one after the other than all together. */
const AT_ONCE = 3

const urls = new Map<string, string>()
const asking = new Map<string, Promise<Picture>>()
const queue: (() => void)[] = []
let running = 0

export const knownPicture = (sha256: string): string | null => urls.get(sha256) ?? null

/** Never rejects. What is away is asked for anew the next time. */
export function askForPicture(caseId: string, sha256: string): Promise<Picture> {
  const known = urls.get(sha256)
  if (known !== undefined) return Promise.resolve({ state: 'here', url: known })
  const begun = asking.get(sha256) ?? inQueue(() => ask(caseId, sha256)).finally(() => asking.delete(sha256))
  asking.set(sha256, begun)
  return begun
}

async function ask(id: string, sha256: string): Promise<Picture> {
  const answer = await getBridge().call('photos.get', { id, sha256 }).catch(() => null)
  if (answer === null || !answer.ok) return { state: 'away', why: 'offline' }
  if (answer.value.state === 'away') return answer.value
  const url = URL.createObjectURL(new Blob([answer.value.bytes], { type: answer.value.type }))
  urls.set(sha256, url)
  for (const [oldest, old] of urls) {
    if (urls.size <= MOST_KEPT) break
    urls.delete(oldest)
    URL.revokeObjectURL(old)
  }
  return { state: 'here', url }
}

async function inQueue<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => queue.push(resolve))
  running += 1
  try {
    return await work()
  } finally {
    running -= 1
    queue.shift()?.()
  }
}
