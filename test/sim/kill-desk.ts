/** A whole desk in a process of its own: signs in, pulls, saves three edits of one case, sends them, and waits until the rows show them. Says what it has reached; with `isAgain` it only goes on with what it finds. */
import { writeSync } from 'node:fs'
import { openSeat } from '../../main/core/seat.ts'
import { realPorts } from '../../main/sync/real-ports.ts'
import type { EditIntent } from '../../preload/contract/edit.ts'

export interface KillPlan {
  central: string
  token: string
  base: string
  account: { sub: string; role: 'office' | 'district'; city: string; homeArea: string }
  caseId: string
  /** Of the note, its row, the first and the second correction. */
  ids: [note: string, row: string, first: string, second: string]
  isAgain: boolean
}

/** Not through a stream, which would hold words back. */
const say = (...words: string[]): void => void writeSync(1, `${words.join(' ')}\n`)
const { central, token, base, account, caseId, ids, isAgain } = JSON.parse(process.argv[2] ?? '{}') as KillPlan
const ports = realPorts()
const seat = await openSeat({
  dataFolder: base, token, practice: null, ports, onEntered: () => {}, onTopics: () => {},
  remembered: { central, centralName: 'central', practice: false, beside: false, account: null, sub: account.sub, name: account.sub, role: account.role, city: account.city, homeArea: account.homeArea, duties: ['desk', 'dispatcher', 'department'] },
})
const until = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 15))
}
const shown = async () => (await seat.store.desk.ask('cases.get', { id: caseId, at: Date.now(), actor: { sub: account.sub, duties: ['desk'] } } as never)).value
const save = async (...edits: EditIntent[]): Promise<void> => {
  const saved = await seat.edits.save({ edits, draft: null }, seat.sync().skewMs())
  if (!saved.saved) throw new Error(`not saved: ${saved.why} ${saved.detail}`)
  for (const { op_id } of edits) say('saved', op_id)
}

say('open')
await until(async () => seat.sync().status().state === 'idle' && (await shown()) !== null)
say('pulled')
const [note, row, first, second] = ids
if (!isAgain) {
  const before = await shown()
  await save(
    { op_id: note, kind: 'note', type: 'act', id: row, on: caseId, set: { text: '看过了' } },
    { op_id: first, kind: 'edit', type: 'case', id: caseId, base: { location: before?.base.location ?? 1 }, set: { place: '桥东' } },
  )
  const then = await shown()
  await save({ op_id: second, kind: 'edit', type: 'case', id: caseId, base: { location: then?.base.location ?? 1 }, set: { place: '桥西' } })
  seat.sync().edited()
}
await until(async () => (await seat.edits.badge()).unsent === 0 && seat.sync().status().state === 'idle' && (await shown())?.edits.length === 0)
const end = await shown()
say('end', JSON.stringify({ refused: (await seat.edits.refused({ afterN: 0, limit: 100 } as never)).map(({ opId, problem }) => [opId, problem]), place: end?.place, notes: end?.notes }))
await seat.close()
process.exit(0)
