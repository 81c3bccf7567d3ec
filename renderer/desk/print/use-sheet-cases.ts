/** The cases of a sheet, whole, in their order, and the outlines of the streets around them. */
import { useEffect, useState } from 'react'
import type { Failure, Input, Method, Output } from '../../../preload/contract/api.ts'
import { type CaseOrder, type CaseQuestion, type CaseWhole, MOST_CASE_ROWS } from '../../../preload/contract/case-list.ts'
import type { AreaBoundary } from '../../../preload/contract/model.ts'
import { getBridge } from '../../bridge.ts'

/** The first of the list, those of it that are chosen, or one case. */
export type SheetChoice = { question: CaseQuestion; order: CaseOrder; count: number } | { question: CaseQuestion; order: CaseOrder; chosen: string[] } | { ids: string[] }
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
    const ids = await idsOf(choice)
    const at = Date.now()
    const cases = await ask('cases.wholes', { ids, at })
    const districts = [...new Set(cases.flatMap(({ line }) => line[0]?.id ?? []))]
    const outlines = await Promise.all(districts.map((parent) => ask('city.boundaries', { level: 'street', parent })))
    return { state: 'here', cases, outlines: outlines.flat(), at }
  } catch (error) {
    return { state: 'failed', failure: error instanceof Refused ? error.failure : { code: 'internal', detail: String(error) } }
  }
}

async function idsOf(choice: SheetChoice): Promise<string[]> {
  if ('ids' in choice) return choice.ids
  const { question, order } = choice
  const page = async (from: number, limit: number): Promise<string[]> => (await ask('cases.page', { question, order, from, limit })).rows.map(({ id }) => id)
  if ('count' in choice) return page(0, choice.count)
  const wanted = new Set(choice.chosen)
  const found: string[] = []
  for (let from = 0; wanted.size > 0; from += MOST_CASE_ROWS) {
    const rows = await page(from, MOST_CASE_ROWS)
    for (const id of rows) if (wanted.delete(id)) found.push(id)
    if (rows.length < MOST_CASE_ROWS) break
  }
  // What has left the list since it was chosen was chosen all the same.
  return [...found, ...wanted]
}
