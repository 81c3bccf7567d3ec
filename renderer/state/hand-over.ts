/** Hands a finished file of the console to the operator: the desktop asks where to; a browser fetches it piece by piece and downloads it. */
import type { Failure } from '../../preload/contract/api.ts'
import { getBridge } from '../bridge.ts'
import { download } from './deliver.ts'

/** Where it went; `path` is null where the browser decides. */
export type Handed = { state: 'saved'; path: string | null } | { state: 'cancelled' } | { state: 'failed'; failure: Failure }

/** `passed` hears the bytes fetched. */
export async function handOver(job: string, file: { name: string; type: string; bytes: number }, isWanted: () => boolean, passed: (bytes: number) => void): Promise<Handed> {
  const bridge = getBridge()
  try {
    if (bridge.host === 'desktop') {
      const answer = await bridge.call('export.keep', { job })
      if (!answer.ok) return { state: 'failed', failure: answer.failure }
      if (answer.value.state !== 'unable') return answer.value
    }
    // Each piece becomes a blob at once: those lie with the browser, not in the page's memory.
    const pieces: Blob[] = []
    for (let from = 0; from < file.bytes; ) {
      if (!isWanted()) return { state: 'cancelled' }
      const answer = await bridge.call('export.piece', { job, from })
      if (!answer.ok) return { state: 'failed', failure: answer.failure }
      pieces.push(new Blob([answer.value.bytes]))
      from += answer.value.bytes.byteLength
      passed(from)
      if (answer.value.bytes.byteLength === 0) return { state: 'failed', failure: { code: 'changed', detail: 'the file ended early' } }
    }
    download(file.name, new Blob(pieces, { type: file.type }))
    return { state: 'saved', path: null }
  } finally {
    void bridge.call('export.drop', { job })
  }
}
