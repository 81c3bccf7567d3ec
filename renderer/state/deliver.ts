/** Hands a finished file to the operator: the desktop asks where to, a browser downloads. */
import type { Failure } from '../../preload/contract/api.ts'
import { getBridge } from '../bridge.ts'

/** Where it went; `path` is null where the browser decides. */
export type Delivered = { state: 'saved'; path: string | null } | { state: 'cancelled' } | { state: 'failed'; failure: Failure }

/** A browser reads the bytes after the press; by then it has them. */
const HOLD_MS = 60_000

export async function deliver(name: string, type: string, bytes: Uint8Array<ArrayBuffer>): Promise<Delivered> {
  const bridge = getBridge()
  if (bridge.host === 'desktop') {
    const answer = await bridge.call('export.save', { name, bytes })
    if (!answer.ok) return { state: 'failed', failure: answer.failure }
    if (answer.value.state !== 'unable') return answer.value
  }
  download(name, new Blob([bytes], { type }))
  return { state: 'saved', path: null }
}

/** As a browser does it, which asks nobody where to. */
export function download(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  Object.assign(link, { href: address, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), HOLD_MS)
}
