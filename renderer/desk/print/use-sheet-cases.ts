/** The cases of a sheet, whole, in their order, and the outlines of the streets around them. */
import { useEffect, useState } from 'react'
import type { Failure, Input, Method, Output } from '../../../preload/contract/api.ts'
import type { CaseOrder, CaseQuestion, CaseWhole } from '../../../preload/contract/case-list.ts'
import type { AreaBoundary } from '../../../preload/contract/model.ts'
import { getBridge } from '../../bridge.ts'

/** The first of the list, or these. */
export type SheetChoice = { question: CaseQuestion; order: CaseOrder; count: number } | { ids: string[] }
export type SheetCases = { state: 'asking' } | { state: 'failed'; failure: Failure } | { state: 'here'; cases: CaseWhole[]; outlines: AreaBoundary[]; at: number }

/** A sheet stays as it was when it was made: what changes meanwhile is on the next one. */
export function useSheetCases(choice: SheetChoice): SheetCases {
  const key = JSON.stringify(choice)
  const [now, setNow] = useState<{ key: string; sheet: SheetCases }>({ key, sheet: { state: 'asking' } })
  useEffect(() => {
    let isWanted = true
    void gather(JSON.parse(key) as SheetChoice).then((sheet) => {
      if (isWanted) setNow({ key, sheet })
    })
    return () => {
      isWanted = false
    }
  }, [key])
  return now.key === key ? now.sheet : { state: 'asking' }
}

class Refused extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure.detail)
    this.failure = failure
  }
}

async function ask<M extends Method>(method: M, input: Input<M>): Promise<Output<M>> {
  const answer = await getBridge().call(method, input)
  if (answer.ok) return answer.value
  throw new Refused(answer.failure)
}

async function gather(choice: SheetChoice): Promise<SheetCases> {
  try {
    const ids = 'ids' in choice ? choice.ids : (await ask('cases.page', { question: choice.question, order: choice.order, from: 0, limit: choice.count })).rows.map(({ id }) => id)
    const at = Date.now()
    const cases = await ask('cases.wholes', { ids, at })
    const districts = [...new Set(cases.flatMap(({ line }) => line[0]?.id ?? []))]
    const outlines = await Promise.all(districts.map((parent) => ask('city.boundaries', { level: 'street', parent })))
    return { state: 'here', cases, outlines: outlines.flat(), at }
  } catch (error) {
    return { state: 'failed', failure: error instanceof Refused ? error.failure : { code: 'internal', detail: String(error) } }
  }
}
