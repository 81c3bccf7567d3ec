/** The databases the central's tests run on: PGlite always; a real PostgreSQL by TEST_DATABASE_URL or as a temporary cluster. */
import { execFile, execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import type { DatabaseTarget } from '../../main/central/sql.ts'

export interface Databases {
  kind: DatabaseTarget['kind']
  /** An empty database of its own. */
  fresh(): Promise<DatabaseTarget>
  /** Stops the server at once and starts it again, as after a failure; null where the server is not ours. */
  restart: (() => Promise<void>) | null
  stop(): Promise<void>
}

export const EMBEDDED: Databases = { kind: 'embedded', fresh: async () => ({ kind: 'embedded', folder: null }), restart: null, stop: async () => {} }

/** Null, said aloud, where there is none: concurrency can then not be proved here. */
export async function findPostgres(): Promise<Databases | null> {
  const given = process.env.TEST_DATABASE_URL
  if (given !== undefined && given !== '') return databasesAt(given, null, async () => {})
  const bin = binaries()
  if (bin === null) {
    console.log('# SKIPPED: no PostgreSQL 15 or newer here; set TEST_DATABASE_URL to prove the concurrent half of the central')
    return null
  }
  return startCluster(bin)
}

function binaries(): string | null {
  const root = '/usr/lib/postgresql'
  const versions = existsSync(root) ? readdirSync(root).map(Number).filter((n) => n >= 15).sort((a, b) => b - a) : []
  const bin = versions.map((n) => join(root, String(n), 'bin')).find((path) => existsSync(join(path, 'pg_ctl')))
  return bin ?? null
}

/** The server refuses to run as root, so root lends it to the user postgres. */
function lend(command: string, args: string[]): [command: string, args: string[]] {
  return process.getuid?.() === 0 ? ['runuser', ['-u', 'postgres', '--', command, ...args]] : [command, args]
}

function asPostgres(command: string, args: string[]): void {
  execFileSync(...lend(command, args), { cwd: '/', stdio: 'ignore' })
}

async function startCluster(bin: string): Promise<Databases> {
  const folder = mkdtempSync('/tmp/central-pg-')
  if (process.getuid?.() === 0) execFileSync('chown', ['postgres', folder])
  const data = join(folder, 'data')
  asPostgres(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'])
  const port = await freePort()
  const settings = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off`
  asPostgres(join(bin, 'pg_ctl'), ['-D', data, '-w', '-l', join(folder, 'log'), '-o', settings, 'start'])
  // Without fsync a committed transaction lies in the kernel's memory at least, and only the server process dies here.
  const restart = async (): Promise<void> => {
    await promisify(execFile)(...lend(join(bin, 'pg_ctl'), ['-D', data, '-w', '-l', join(folder, 'log'), '-o', settings, '-m', 'immediate', 'restart']), { cwd: '/' })
  }
  return databasesAt(`postgres://postgres@127.0.0.1:${port}/postgres`, restart, async () => {
    asPostgres(join(bin, 'pg_ctl'), ['-D', data, '-m', 'immediate', '-w', 'stop'])
    rmSync(folder, { recursive: true, force: true })
  })
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

function databasesAt(url: string, restart: Databases['restart'], stop: () => Promise<void>): Databases {
  let made = 0
  const names: string[] = []
  const run = async (statement: string): Promise<void> => {
    const client = new Client({ connectionString: url })
    await client.connect()
    await client.query(statement).finally(() => client.end())
  }
  return {
    kind: 'postgres',
    fresh: async () => {
      const name = `central_${process.pid}_${(made += 1)}`
      await run(`CREATE DATABASE ${name}`)
      names.push(name)
      const own = new URL(url)
      own.pathname = `/${name}`
      return { kind: 'postgres', url: own.href }
    },
    restart,
    stop: async () => {
      for (const name of names) await run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
      await stop()
    },
  }
}
