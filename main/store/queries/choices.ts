/** Answers 'city.choices': whom a case can be sent to, and words ready to be used, in the order the city gives them. */
import { CASE_ACTIONS, type CaseAction } from '../../../preload/contract/case-flow.ts'
import type { Choices, Department, Phrase } from '../../../preload/contract/choices.ts'
import type { Row } from '../../sync/protocol.ts'
import type { ReadableDatabase } from '../open.ts'
import type { ReaderContext } from '../reader-context.ts'

export function getChoices({ db }: ReaderContext, _input: null): Choices {
  return { departments: rowsOf(db, 'department').map(department), phrases: rowsOf(db, 'phrase').flatMap(phrase) }
}

const rowsOf = <T extends 'department' | 'phrase'>(db: ReadableDatabase, type: T): Row<T>[] =>
  (db.prepare(`SELECT body FROM ${type} ORDER BY position, id`).pluck().all() as string[]).map((body) => JSON.parse(body) as Row<T>)

const department = ({ id, name, name_en, area, simulated }: Row<'department'>): Department => ({ id, name, nameEn: name_en ?? null, area: area ?? null, simulated })

function phrase({ id, kind, action, text, text_en, simulated }: Row<'phrase'>): Phrase[] {
  if (action !== undefined && !isKnown(action)) return []
  return [{ id, kind, action: action ?? null, text, textEn: text_en ?? null, simulated }]
}

const isKnown = (action: string): action is CaseAction => (CASE_ACTIONS as readonly string[]).includes(action)
