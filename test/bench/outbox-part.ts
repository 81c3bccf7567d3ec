/** Part: one round of edits saved one by one, each beside a bare commit of the same row and a bare sync of as many bytes. */
import { randomUUID } from 'node:crypto'
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { close } from '../../main/outbox/context.ts'
import type { NewOp } from '../../main/outbox/op.ts'
import { openFiles } from '../../main/outbox/open-files.ts'
import { REAL_DISK } from '../../main/outbox/real-disk.ts'
import { save } from '../../main/outbox/save.ts'
import { OUTBOX_STEPS } from '../../main/outbox/schema.ts'
import { loadSqlite } from '../../main/store/guard.ts'
import { hand, inputOf } from './part.ts'
import { median, type Sample } from './verdict.ts'

export const OURS = 'a saved edit'
export const BARE = 'a bare FULL commit'
export const FSYNC = 'a bare write and sync'

export interface OutboxInput {
  work: string
  round: number
  waiting: number
  times: number
}

const BODY = { from: 'filed', to: 'dispatched', base: { dispatch: 7 }, set: { department: 'd-88' }, note: '桥头非机动车道被占，骑手绕行约四百米，请转街面秩序。'.repeat(4) }
const opOf = (n: number): NewOp => ({ op_id: randomUUID(), scope: 'office:330205008', type: 'case', row_id: `case-${n}`, kind: 'transition', body: JSON.stringify({ ...BODY, n }) })

async function run({ work, round, waiting, times }: OutboxInput): Promise<void> {
  const folder = mkdtempSync(join(work, 'outbox-'))
  const { context } = openFiles({ folder, disk: REAL_DISK, actor: 'u-1', bootId: randomUUID(), client: randomUUID(), now: Date.now(), goOn: false, steps: OUTBOX_STEPS })
  const bare = new (loadSqlite())(join(folder, 'bare.db'))
  bare.pragma('journal_mode = WAL')
  bare.pragma('synchronous = FULL')
  bare.exec(OUTBOX_STEPS.join('\n'))
  const insert = bare.prepare('INSERT INTO op (op_id, actor, scope, type, row_id, kind, body, body_sha, made_at, made_mono, boot_id) VALUES (@op_id, @actor, @scope, @type, @row_id, @kind, @body, @body_sha, @made_at, @made_mono, @boot_id)')
  const plain = join(folder, 'plain')
  writeFileSync(plain, Buffer.alloc(4 * 1024 * 1024))
  const file = openSync(plain, 'r+')
  fdatasyncSync(file)
  const line = Buffer.alloc(700, 'x')
  let at = 0
  let saved = 0

  const contenders: Record<string, (op: NewOp, n: number) => void> = {
    [OURS]: (op) => {
      saved += save(context, { ops: [op], now: Date.now(), mono: performance.now() }).saved ? 1 : 0
    },
    [BARE]: (op, n) => void insert.run({ ...op, actor: 'u-1', body_sha: '0'.repeat(64), made_at: n, made_mono: n, boot_id: 'b' }),
    [FSYNC]: () => {
      at += writeSync(file, line, 0, line.byteLength, at)
      fdatasyncSync(file)
    },
  }
  const names = Object.keys(contenders)
  const costs = new Map(names.map((name) => [name, { wall: [] as number[], cpu: [] as number[] }]))
  for (let n = 0; n < waiting + times; n++) {
    for (let i = 0; i < names.length; i++) {
      // Another one is first each time.
      const name = names[(i + n + round) % names.length] ?? OURS
      const op = opOf(n)
      const [began, before] = [performance.now(), process.cpuUsage()]
      contenders[name]?.(op, n)
      const used = process.cpuUsage(before)
      if (n < waiting) continue
      costs.get(name)?.wall.push(performance.now() - began)
      costs.get(name)?.cpu.push((used.user + used.system) / 1_000)
    }
  }
  const rows = Number(bare.prepare('SELECT count(*) FROM op').pluck().get())
  const answers: Record<string, string> = { [OURS]: `${saved} rows`, [BARE]: `${rows} rows`, [FSYNC]: `${rows} rows` }
  const sampleOf = (name: string): Sample => ({ wallMs: median(costs.get(name)?.wall ?? []), cpuMs: mean(costs.get(name)?.cpu ?? []), answer: answers[name] ?? '' })
  close(context)
  bare.close()
  closeSync(file)
  rmSync(folder, { recursive: true, force: true })
  await hand(Object.fromEntries(names.map((name) => [name, sampleOf(name)])))
}

/** The kernel counts CPU time in steps longer than one save. */
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await run(inputOf<OutboxInput>())
