/** A real PostgreSQL server through a pool, and one connection of its own for notifications. */
import { Client, Pool, types as parsers } from 'pg'
import type { ClientConfig, CustomTypesConfig, PoolClient, PoolConfig } from 'pg'
import { setTransaction } from './sql-embedded.ts'
import type { Sql, TransactionOptions, Tx } from './sql-types.ts'

const INT8 = 20
/** Sequence numbers and times stay far below 2^53, so bigint may arrive as number, as the embedded database gives it. */
const types: CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8 ? (text: string) => Number(text) : parsers.getTypeParser(oid, format as 'text')) as typeof parsers.getTypeParser,
}

/** No writer may wait for ever on a scope's counter row, and none may hold it while doing nothing. */
const SESSION = '-c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000 -c timezone=UTC'

export function openPostgres(url: string): Sql {
  const config: PoolConfig = { connectionString: url, types, options: SESSION, application_name: 'yongai-central' }
  const pool = new Pool({ ...config, max: 10 })
  // An idle connection that the server drops must not end the process; the next query opens another.
  pool.on('error', () => {})
  const listeners = new Set<() => Promise<void>>()
  return {
    kind: 'postgres',
    query: async <T>(text: string, params?: unknown[]) => (await pool.query(text, params)).rows as T[],
    transaction: async (work, options = {}) => {
      const client = await pool.connect()
      let broken: Error | undefined
      const lose = (error: Error): void => void (broken = error)
      // While it is lent out the pool does not listen, and a lost connection would end the process.
      client.on('error', lose)
      try {
        return await keepAlone(client, options.alone, lose, () => transact(client, options, lose, work))
      } finally {
        client.off('error', lose)
        client.release(broken)
      }
    },
    waiting: () => pool.waitingCount,
    listen: async (channel, hear, onGap = () => {}) => {
      const stop = await listen(config, channel, hear, onGap)
      listeners.add(stop)
      return async () => {
        listeners.delete(stop)
        await stop()
      }
    },
    close: async () => {
      await Promise.all([...listeners].map((stop) => stop()))
      if (!pool.ended) await pool.end()
    },
  }
}

async function transact<T>(client: PoolClient, options: TransactionOptions, lose: (error: Error) => void, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    await client.query('BEGIN')
    await client.query(setTransaction(options))
    const result = await work({ query: async <T>(text: string, params?: unknown[]) => (await client.query(text, params)).rows as T[] })
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch(lose)
    throw error
  }
}

/** Held by the session and taken before the transaction: one that waited inside would go on seeing what was before its wait. */
async function keepAlone<T>(client: PoolClient, name: string | undefined, lose: (error: Error) => void, work: () => Promise<T>): Promise<T> {
  if (name === undefined) return work()
  await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [name])
  try {
    return await work()
  } finally {
    await client.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [name]).catch(lose)
  }
}

/** Keeps one listening connection open; after a loss it connects again and reports the gap. */
async function listen(config: ClientConfig, channel: string, hear: (payload: string) => void, onGap: () => void): Promise<() => Promise<void>> {
  let stopped = false
  let client: Client | null = null
  let retry: NodeJS.Timeout | undefined
  const connect = async (): Promise<void> => {
    const next = new Client({ ...config, keepAlive: true })
    next.on('notification', (message) => hear(message.payload ?? ''))
    next.on('error', () => {})
    next.on('end', () => again())
    await next.connect()
    await next.query(`LISTEN ${channel}`)
    client = next
  }
  const again = (): void => {
    if (stopped || retry !== undefined) return
    retry = setTimeout(() => {
      retry = undefined
      connect().then(onGap, again)
    }, 1000)
  }
  await connect()
  return async () => {
    stopped = true
    clearTimeout(retry)
    await client?.end()
  }
}
