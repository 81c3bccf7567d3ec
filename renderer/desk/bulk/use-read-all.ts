/** Reads each chosen case as it is now, a few at a time, and says how far it is. */
import { useEffect, useState } from 'react'
import type { Failure } from '../../../preload/contract/api.ts'
import type { CaseRow, CaseWhole } from '../../../preload/contract/case-list.ts'
import { getBridge } from '../../bridge.ts'

export type ReadAll = { state: 'reading'; done: number } | { state: 'read'; cases: { number: string; whole: CaseWhole | null }[] } | { state: 'failed'; failure: Failure }

const AT_ONCE = 4

/** `rows`: the same list as long as the component stands. Leaving breaks it off. */
export function useReadAll(rows: readonly CaseRow[]): ReadAll {
  const [read, setRead] = useState<ReadAll>({ state: 'reading', done: 0 })
  useEffect(() => {
    let isWanted = true
    const cases = rows.map(({ number }) => ({ number, whole: null as CaseWhole | null }))
    let [next, done] = [0, 0]
    const work = async (): Promise<void> => {
      while (isWanted && next < rows.length) {
        const n = next++
        const answer = await getBridge().call('cases.get', { id: rows[n]!.id, at: Date.now() })
        if (!isWanted) return
        if (!answer.ok) {
          isWanted = false
          setRead({ state: 'failed', failure: answer.failure })
          return
        }
        cases[n]!.whole = answer.value
        done++
        setRead(done === rows.length ? { state: 'read', cases } : { state: 'reading', done })
      }
    }
    for (let n = 0; n < AT_ONCE; n++) void work()
    return () => {
      isWanted = false
    }
  }, [rows])
  return read
}
