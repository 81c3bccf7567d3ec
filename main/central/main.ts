/** The command: starts the practice central, imports a file or outlines into it, or begins a new epoch after a restore. */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { startCentral } from './central.ts'
import { practiceFolder } from './data-folder.ts'
import { newEpoch } from './epoch.ts'
import { runImport } from './import/run-import.ts'
import { runOutlines } from './outlines/run-outlines.ts'
import { openDatabase } from './sql.ts'
import type { DatabaseTarget } from './sql.ts'

const USAGE = `central [--port N] [--data DIR] [--reports N] [--days N] [--seed N] [--pace N]
central import FILE … [--data DIR]   import a file; run it without further words for its options
central outlines FILE … [--data DIR] give a city's areas their outlines; run it without further words for its options
central new-epoch [--data DIR]       after restoring a backup: desks then take everything anew
  --port N      port on 127.0.0.1 (default 8460; 0 takes any free one)
  --data DIR    folder of the embedded database (default: where npm start keeps it)
  --memory      keep nothing
  --reports N   reports of a newly made practice city (default 60000), over --days N (default 180), from --seed N
  --pace N      speed of the living city (default 1; 0 keeps it still)
DATABASE_URL names a PostgreSQL server (15 or newer) to use instead of the embedded database.`

/** A mistake in the command line: shown without a stack. */
class UsageError extends Error {}

function target(folder: string | null): DatabaseTarget {
  const url = process.env.DATABASE_URL
  return url !== undefined && url !== '' ? { kind: 'postgres', url } : { kind: 'embedded', folder }
}

function numberOf(name: string, text: string, whole: boolean, most: number): number {
  const value = Number(text)
  if (text.trim() === '' || !(value >= 0 && value <= most) || (whole && !Number.isInteger(value))) throw new UsageError(`--${name} must be a number from 0 to ${most}`)
  return value
}

async function serve(argv: string[]): Promise<number> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args: argv,
    options: {
      port: { ...text, default: '8460' }, data: text, memory: { type: 'boolean', default: false }, reports: { ...text, default: '60000' },
      days: { ...text, default: '180' }, seed: { ...text, default: '1' }, pace: { ...text, default: '1' }, help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    console.log(USAGE)
    return 0
  }
  const stopped = new Promise<void>((stop) => {
    // The name of the signal is not passed on: nothing but "stopped" may come out of the race below.
    for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => stop())
  })
  const starting = startCentral({
    database: target(values.memory ? null : values.data === undefined ? practiceFolder() : resolve(values.data)),
    port: numberOf('port', values.port, true, 65_535),
    practice: {
      seed: numberOf('seed', values.seed, true, 2 ** 31), reports: numberOf('reports', values.reports, true, 5_000_000),
      days: Math.max(1, numberOf('days', values.days, true, 1_000)), pace: numberOf('pace', values.pace, false, 1_000),
    },
    log: (line) => console.log(line),
  })
  const central = await Promise.race([starting, stopped])
  // Stopped before it was ready: the database rolls back what was begun.
  if (central === undefined) return 0
  console.log(`Central: ${central.address}`)
  await stopped
  await central.close()
  return 0
}

/** `--data DIR` belongs to the central; every other word belongs to the subcommand. */
function takeData(argv: string[]): { folder: string; rest: string[] } {
  const at = argv.findIndex((word) => word === '--data' || word.startsWith('--data='))
  if (at === -1) return { folder: practiceFolder(), rest: argv }
  const isSplit = argv[at] === '--data'
  const folder = isSplit ? argv[at + 1] : argv[at]?.slice('--data='.length)
  if (folder === undefined || folder === '') throw new UsageError('--data needs a folder')
  return { folder: resolve(folder), rest: argv.toSpliced(at, isSplit ? 2 : 1) }
}

async function withDatabase(argv: string[], work: (sql: Awaited<ReturnType<typeof openDatabase>>, rest: string[]) => Promise<number>): Promise<number> {
  const { folder, rest } = takeData(argv)
  const sql = await openDatabase(target(folder))
  try {
    return await work(sql, rest)
  } finally {
    await sql.close()
  }
}

async function run([command, ...rest]: string[]): Promise<number> {
  if (command === 'import') return withDatabase(rest, (sql, words) => runImport(words, { sql, print: (line) => console.log(line) }))
  if (command === 'outlines') return withDatabase(rest, (sql, words) => runOutlines(words, { sql, print: (line) => console.log(line) }))
  if (command === 'new-epoch') {
    return withDatabase(rest, async (sql) => {
      console.log(`New epoch: ${await newEpoch(sql)}`)
      return 0
    })
  }
  return serve(command === undefined ? [] : [command, ...rest])
}

try {
  process.exit(await run(process.argv.slice(2)))
} catch (error) {
  const { code, message, stack } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') console.error('The port is in use; choose another with --port.')
  else if (error instanceof UsageError || code?.startsWith('ERR_PARSE_ARGS') === true) console.error(`${message}\n\n${USAGE}`)
  else console.error(code === 'OWNED' ? message : stack)
  process.exit(1)
}
