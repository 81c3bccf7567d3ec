/** The central of level 2: the real practice central, its database embedded, reached over real HTTP. */
import { authenticate, issueToken, putAccounts, revokeTokens } from '../../main/central/account.ts'
import { compact } from '../../main/central/compact.ts'
import { EPOCH_CHANNEL, newEpoch, ordinalAt, readEpoch } from '../../main/central/epoch.ts'
import { grantsOf, type Account } from '../../main/central/grants.ts'
import { commit, load } from '../../main/central/log.ts'
import { serveCentral, type ServedCentral } from '../../main/central/serve-central.ts'
import { openDatabase, type DatabaseTarget, type Sql } from '../../main/central/sql.ts'
import type { Tx } from '../../main/central/sql-types.ts'
import { backUp, emptyDatabase, prepareBackup, putBack } from './central-backup.ts'
import { createWire, type Wire } from './http-wire.ts'
import type { LogEntry, SimCentral, Truth, TruthRow } from './parts.ts'

const PATIENCE_MS = 20_000

export interface HttpCentralOptions {
  /** The central's own clock, for tokens, snapshots and the log. */
  clock: () => number
  /** Names of epochs (UUIDs), snapshots and requests; random ones by default. */
  ids?: () => string
  /** An empty database; an embedded one in memory by default. */
  database?: DatabaseTarget
}

export async function openHttpCentral({ clock, ids = () => crypto.randomUUID(), database = { kind: 'embedded', folder: null } }: HttpCentralOptions): Promise<SimCentral> {
  const sql = datedBy(await openDatabase(database), clock)
  await prepareBackup(sql)
  const served = await serveCentral({ sql, port: 0, practice: false, clock, log: (line) => process.stderr.write(`${line}\n`), ids })
  const wire = createWire(served.address)
  return {
    ...reads(sql),
    answer: (request) => wire.exchange(request),
    hints: (token) => hear(sql, wire, token, clock()),
    begin: (writes) => ({ commit: () => sql.transaction((tx) => commit(tx, writes, clock())).then(() => {}), abort: () => {} }),
    load: (rows) => load(sql, rows).then(() => {}),
    compact: (keepMs) => compact(sql, clock(), keepMs),
    putAccount: (entry) => sql.transaction((tx) => putAccounts(tx, [entry])),
    async issueToken(sub) {
      const token = await sql.transaction((tx) => issueToken(tx, sub, clock()))
      if (token === null) throw new Error(`there is no account ${sub}`)
      return token
    },
    revokeTokens: (sub) => sql.transaction((tx) => revokeTokens(tx, sub, clock())),
    backup: () => backUp(sql),
    async restore() {
      await putBack(sql)
      await heard(served, await newEpoch(sql, clock(), ids()))
    },
    async reset() {
      await emptyDatabase(sql)
      const epoch = ids()
      await sql.query('UPDATE epoch SET epoch = $1, ordinal = greatest(1, $2::int), began_at = $3', [epoch, ordinalAt(clock()), clock()])
      await sql.query('SELECT pg_notify($1, $2)', [EPOCH_CHANNEL, epoch])
      await heard(served, epoch)
    },
    async close() {
      wire.close()
      await served.close()
      await sql.close()
    },
  }
}

const ENTRIES = 'INSERT INTO log '
/** Where the service gives no time, its database's own clock dates the log: in a world of its own time that clock is the world's. */
const LOGGED_AT = 10

function datedBy(sql: Sql, clock: () => number): Sql {
  const dated = (tx: Tx): Tx => ({ ...tx, query: (text: string, values: unknown[] = []) => tx.query(text, text.startsWith(ENTRIES) ? values.map((value, i) => (i === LOGGED_AT ? (value ?? clock()) : value)) : values) }) as Tx
  return { ...sql, transaction: (work) => sql.transaction((tx) => work(dated(tx))) }
}

/** What the database holds, never by way of the wire. */
function reads(sql: Sql): Pick<SimCentral, 'truth' | 'entries' | 'grants'> {
  return {
    async truth(): Promise<Truth> {
      const heads = await sql.query<{ scope: string; seq: number; floor: number }>('SELECT scope, seq, floor FROM scope_head ORDER BY scope')
      const rows = await sql.query<TruthRow>('SELECT type, id, scope, ver, h, body FROM record ORDER BY type COLLATE "C", id')
      return { epoch: await readEpoch(sql), heads: new Map(heads.map(({ scope, seq, floor }) => [scope, { seq, floor }])), rows }
    },
    entries: (scope, after) => sql.query<LogEntry>('SELECT seq, op, type, id, ver, h, body FROM log WHERE scope = $1 AND seq > $2 ORDER BY seq', [scope, after]),
    async grants(sub) {
      const [account] = await sql.query<Account>('SELECT sub, name, role, city, home_area FROM account WHERE sub = $1', [sub])
      return account === undefined ? [] : (await grantsOf(sql, account)).map((grant) => grant.id)
    },
  }
}

/** The listener learns of a new epoch by a notification: only then is it the one its refusals name. */
async function heard({ hub }: ServedCentral, epoch: string): Promise<void> {
  if (hub.epoch === epoch) return
  await new Promise<void>((resolve, reject) => {
    const end = (): void => {
      clearTimeout(patience)
      off()
    }
    const patience = setTimeout(() => {
      end()
      reject(new Error(`the listener never heard of epoch ${epoch}`))
    }, PATIENCE_MS)
    const off = hub.on(() => {
      if (hub.epoch !== epoch) return
      end()
      resolve()
    })
  })
}

/** The stream's first comment and the first head of each granted scope; a stream says more while it lasts, which is left out. */
async function hear(sql: Sql, wire: Wire, token: string, now: number): ReturnType<SimCentral['hints']> {
  const account = await authenticate(sql, `Bearer ${token}`, now).then((identity) => identity.account, () => null)
  const wanted = account === null ? 0 : (await grantsOf(sql, account)).length
  const firsts = (text: string): string[] => text.split('\n\n').slice(0, -1).filter((block, i) => i === 0 || block.startsWith('event: head\n')).slice(0, 1 + wanted)
  const asked = { method: 'GET', path: '/v1/wake', headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream', 'sync-schema': '1' } } as const
  const found = await wire.overhear(asked, (text) => firsts(text).length === 1 + wanted, PATIENCE_MS)
  return found.ok ? { ok: true, text: firsts(found.text).map((block) => `${block}\n\n`).join('') } : found
}
