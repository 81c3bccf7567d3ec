/** Answers 'cases.names': what the named cases are called; those that this desk does not hold are left out. */
import type { Input } from '../../../preload/contract/api.ts'
import type { CaseName } from '../../../preload/contract/case-name.ts'
import type { ReaderContext } from '../reader-context.ts'
import { prepared } from './prepared.ts'

const SELECT = `SELECT "case".id, body ->> '$.number', body ->> '$.text', body ->> '$.simulated' FROM json_each(?) AS asked CROSS JOIN "case" ON "case".id = asked.value`

export function getCaseNames({ db }: ReaderContext, { ids }: Input<'cases.names'>): CaseName[] {
  const found = prepared(db, SELECT).all(JSON.stringify(ids)) as [id: string, number: string, text: string, simulated: number][]
  return found.map(([id, number, text, simulated]) => ({ id, number, text, simulated: simulated === 1 }))
}
