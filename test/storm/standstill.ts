/** A writer that stands still, or dies, while it holds a counter row: who waits for it, how long, and what is left of it. */
import { Client } from 'pg'
import { commit } from '../../main/central/log.ts'
import type { Write } from '../../main/central/log.ts'
import { toRefusal } from '../../main/central/problem.ts'
import type { Sql } from '../../main/central/sql.ts'
import { ChangePage, Meta } from '../../main/sync/protocol.ts'
import type { Databases } from '../central/databases.ts'
import { caseRow } from '../central/small-city.ts'
import { openArena } from './arena.ts'
import type { Arena } from './arena.ts'
import { atMost, check, none } from './checks.ts'
import type { Check } from './checks.ts'
import { compareLogs } from './final-truth.ts'
import { startHolding } from './holding-child.ts'
import { takePhotograph } from './snapshot-reader.ts'
import { scopePath } from './wire.ts'
import { createWitness } from './witness.ts'

const [LOCK_MS, IDLE_MS] = [500, 1_500]
/** The product's own are 10 s and 60 s; these are a setting of the connection. */
const SHORT = `-c lock_timeout=${LOCK_MS} -c idle_in_transaction_session_timeout=${IDLE_MS} -c timezone=UTC`

const put = (id: string, street: string): Write => ({ op: 'put', row: caseRow(id, street) })
const isThere = async (sql: Sql, id: string): Promise<boolean> => (await sql.query(`SELECT 1 FROM record WHERE type = 'case' AND id = $1`, [id])).length > 0
const headOf = async (sql: Sql, street: string): Promise<number> => (await sql.query<{ seq: number }>('SELECT seq FROM scope_head WHERE scope = $1', [`office:${street}`]))[0]?.seq ?? 0
const attempt = (work: Promise<unknown>): Promise<unknown> => work.then(() => null, (error: unknown) => error)

export async function runStandstill(databases: Databases): Promise<Check[]> {
  const arena = await openArena(databases, { shape: { districts: 1, streets: 3, cases: 2 }, processes: 1, session: SHORT })
  try {
    return [...(await standStill(arena)), ...(await dieHolding(arena))]
  } finally {
    await arena.close()
  }
}

async function standStill({ sql, url, streets, addresses, wireFor }: Arena): Promise<Check[]> {
  const [x = '', y = ''] = streets
  const [scope, address = ''] = [`office:${x}`, addresses[0]]
  const idle = new Client({ connectionString: url })
  idle.on('error', () => {})
  await idle.connect()
  const freed = new Promise<number>((resolve) => idle.once('end', () => resolve(performance.now())))
  await idle.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [`snapshot ${scope}`])
  await idle.query('BEGIN')
  await idle.query('SELECT seq FROM scope_head WHERE scope = $1 FOR UPDATE', [scope])
  const began = performance.now()
  const others = attempt(sql.transaction((tx) => commit(tx, [put('other', y)]))).then((error) => ({ error, ms: performance.now() - began }))
  const same = await attempt(sql.transaction((tx) => commit(tx, [put('same', x), put('same-too', y)])))
  const refusedAfter = performance.now() - began
  const epoch = await wireFor(scope).json(Meta, address, '/v1/meta')
  const read = await wireFor(scope).json(ChangePage, address, scopePath(scope, `changes?after=${epoch.ok ? epoch.value.epoch : ''}.1`))
  const photograph = await takePhotograph(wireFor(scope), scope, () => address)
  const { error, ms } = await others
  const halves = [await isThere(sql, 'same'), await isThere(sql, 'same-too')]
  const standing = await freed - began
  const after = await attempt(sql.transaction((tx) => commit(tx, [put('same', x), put('same-too', y)])))
  return [
    check('writer of the same office is refused', `${(same as { code?: string } | null)?.code} ${toRefusal(same).type}`, '55P03 busy', (same as { code?: string } | null)?.code === '55P03' && toRefusal(same).type === 'busy'),
    atMost('… after', refusedAfter, LOCK_MS + 1_000, ' ms'),
    none('… with rows half done', halves.filter(Boolean).length),
    check('writer of another office', error === null ? `${Math.round(ms)} ms` : String(error), 'committed before that', error === null && ms < refusedAfter),
    check('reader of that office', read.ok ? 'answered' : String(read.type), 'answered', read.ok),
    check('snapshot whose builder stands still', photograph.ok ? 'answered' : String(photograph.type), 'busy', !photograph.ok && photograph.type === 'busy'),
    atMost('stood still until freed by the server', standing, IDLE_MS + 3_000, ' ms'),
    check('writer of that office then', after === null ? 'committed' : String(after), 'committed', after === null),
  ]
}

async function dieHolding({ sql, url, streets }: Arena): Promise<Check[]> {
  const before = await Promise.all(streets.map((street) => headOf(sql, street)))
  const holding = await startHolding({ url, streets })
  await holding.kill()
  const began = performance.now()
  // The server notices the closed connection; until then the counter rows are held.
  const after = await attempt(sql.transaction((tx) => commit(tx, streets.map((street) => put(`after-${street}`, street)))))
  const waited = performance.now() - began
  const spent = await Promise.all(streets.map(async (street, i) => (await headOf(sql, street)) - (before[i] ?? 0)))
  const witness = createWitness({ isCompacted: false })
  await compareLogs(sql, false, witness)
  return [
    check('killed in mid-transaction: the next writer', after === null ? 'committed' : String(after), 'committed', after === null),
    atMost('… after', waited, LOCK_MS, ' ms'),
    check('… numbers spent per office', spent.join(' '), streets.map(() => 1).join(' '), spent.every((n) => n === 1)),
    check('… rows of the dead one', (await isThere(sql, `held-${streets[0]}`)) ? 'there' : 'none', 'none', !(await isThere(sql, `held-${streets[0]}`))),
    none('… holes in the logs', witness.violations.length),
  ]
}
