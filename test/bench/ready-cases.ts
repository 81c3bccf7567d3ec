/** A full cache of cases for the bench, made once: twenty-five offices, two years, texts with frequent and rare words, and the text index beside it. */
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { CASE_STATUSES } from '../../preload/contract/case-status.ts'
import { followCases } from '../../main/store/case-follow.ts'
import { ENTITIES, type Entity } from '../../main/store/entities.ts'
import { migrate } from '../../main/store/migrations.ts'
import { openReadable, openWritable } from '../../main/store/open.ts'
import { closeIndex, openIndex, workOnIndex } from '../../main/store/queries/case-index.ts'
import { hashOf } from '../../main/store/rows.ts'
import { putRowSql } from '../../main/store/upsert.ts'
import { createWriterContext } from '../../main/store/writer-context.ts'
import type { Row, RowType } from '../../main/sync/protocol.ts'
import { seeded } from '../store/queries/filled-cache.ts'
import { CENTRE, CITY, CLASSES, cityRows, DAY_MS, DAYS, END, SCOPE, STREETS } from './reports.ts'

export const OFFICES = STREETS.slice(0, 25)
/** Of a thousand texts so many hold the word; the others are of words that come up at random. */
export const WORDS = { 井盖: 200, 积水: 20, 塌陷: 1, 鳄鱼: 0.05 } as const
const FILLERS = '路面 小区 门口 电动车 占用 通道 垃圾 未清理 夜间 噪声 路灯 不亮 施工 围挡 公交站 人行道 外卖 骑手 电梯 排队 楼栋 编号 停车 绕行 门岗 登记 广告 张贴 树枝 折断 管道 破裂 车棚 线路 裸露 摊位 桌椅 商铺 音响 驿站'.split(' ')
const OPEN = CASE_STATUSES.slice(0, 11)
const CLOSED = CASE_STATUSES.slice(11)

export function* cases(count: number): Generator<Row<'case'>> {
  const random = seeded(20_261_102)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  for (let n = 0; n < count; n++) {
    const at = END - DAYS * DAY_MS * (1 - (n + random()) / count)
    const words = Array.from({ length: 6 + Math.floor(random() * 8) }, () => pick(FILLERS))
    for (const [word, ofThousand] of Object.entries(WORDS)) if (random() * 1_000 < ofThousand) words.splice(Math.floor(random() * words.length), 0, word)
    const isOpen = random() < 0.05
    const reported = new Date(Math.floor(at / 1_000) * 1_000).toISOString()
    const due = at + (isOpen ? (random() - 0.4) * 20 + (END - at) / DAY_MS : 1 + 9 * random()) * DAY_MS
    yield {
      id: `case-${String(n + 1).padStart(7, '0')}`, city: CITY, area: pick(OFFICES), number: `甬2026-${String(n + 1).padStart(7, '0')}`, class: CLASSES[Math.floor(random() ** 2 * CLASSES.length)]!,
      status: isOpen ? pick(OPEN) : pick(CLOSED), text: `${words.slice(0, 4).join('')}，${words.slice(4).join('')}`, place: `${pick(FILLERS)}社区人民路${Math.floor(random() * 900)}号附近`,
      lng: CENTRE.lng + 0.3 * (random() - 0.5), lat: CENTRE.lat + 0.3 * (random() - 0.5), reported_at: reported, updated_at: reported, due_at: new Date(due).toISOString(),
      urgent: random() < 0.03, supervised: false, danger_to_life: random() < 0.001, reporter: { name: '模*', phone: '199****0000' }, photos: 1, simulated: true, source: 'bench',
    }
  }
}

/** A cache of the product has none of them. */
export const DROP_BARE_INDEXES = 'DROP INDEX bare_class; DROP INDEX bare_status;'
/** Indexes no list has: for the bare questions beside it. */
const BARE_INDEXES = 'CREATE INDEX bare_class ON "case" (class, reported_at); CREATE INDEX bare_status ON "case" (status, reported_at);'

/** The folder of the cache; `isIndexed`: with its text index, whole. */
export function readyCases(work: string, count: number, isIndexed: boolean): string {
  const folder = join(work, `cases-${count}${isIndexed ? '-indexed' : ''}`)
  if (existsSync(join(folder, 'ready'))) return folder
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'cache.db')
  const db = openWritable(path)
  migrate(db)
  const put = (type: RowType, scope: string, row: Row<RowType>): void => {
    const body = JSON.stringify(row)
    statement(type).run(row.id, scope, 1, hashOf(body), body, ...(ENTITIES[type] as Entity<RowType>).cells(row), null)
  }
  type Put = { run(...values: unknown[]): unknown }
  const prepared = new Map<RowType, Put>()
  const statement = (type: RowType): Put => {
    const known = prepared.get(type) ?? (db.prepare(putRowSql(type)) as unknown as Put)
    prepared.set(type, known)
    return known
  }
  db.transaction(() => {
    for (const scope of [SCOPE, ...OFFICES.map((street) => `office:${street}`)]) db.prepare("INSERT INTO scope (id, kind, name, position, state, epoch, cursor, ok_at) VALUES (?, ?, ?, 0, 'live', 'e', 1, 1)").run(scope, scope.split(':')[0], scope)
    for (const { type, row } of cityRows()) put(type, SCOPE, row)
    for (const row of cases(count)) put('case', `office:${row.area}`, row)
  })()
  db.exec(BARE_INDEXES)
  if (isIndexed) {
    followCases(createWriterContext(db, folder, path, 'bench'), null)
    const context = { db: openReadable(path), indexFolder: folder }
    openIndex(context)
    while (workOnIndex(context, null).state !== 'done');
    closeIndex(context)
    context.db.close()
  }
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
  mkdirSync(join(folder, 'ready'))
  return folder
}
