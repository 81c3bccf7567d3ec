/** Bulk loading by COPY: the text arrives as it was, and rows that are there already are still found. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load } from '../../main/central/load.ts'
import type { CityRow } from '../../main/central/log.ts'
import { openDatabase } from '../../main/central/sql.ts'

const row = (id: string, name: string): CityRow => ({ type: 'class', scope: 'city:x', city: 'x', body: { id, city: 'x', name, group: 'g\\N', order: 1, simulated: true } })

function* breakOff(): Iterable<CityRow> {
  for (let i = 0; i < 2_500; i++) yield row(`c${i}`, 'n')
  throw new Error('the source ended')
}

test('what COPY would read as its own signs is stored as it was written', async () => {
  const sql = await openDatabase({ kind: 'embedded', folder: null })
  const names = ['tab\there', 'line\nbreak\r\n', 'back\\slash \\N \\. \\t', '【模拟】"quoted"\\']
  const ids = names.map((_, i) => `c${i}\\N`)
  await load(sql, names.map((name, i) => row(ids[i] ?? '', name)))
  const rows = await sql.query<{ id: string; body: string }>('SELECT id, body FROM record ORDER BY id')
  assert.deepEqual(rows.map(({ id }) => id), ids)
  assert.deepEqual(rows.map(({ body }) => (JSON.parse(body) as { name: string }).name), names)
  await sql.close()
})

test('a row that comes twice, batches apart, is one row in its last form, with rising versions', async () => {
  const sql = await openDatabase({ kind: 'embedded', folder: null })
  const many = Array.from({ length: 4_500 }, (_, i) => row(`c${i}`, `first ${i}`))
  const loaded = await load(sql, [...many, row('c0', 'last')])
  assert.deepEqual(loaded, { rows: 4_501, changed: 4_501 })
  const [counted] = await sql.query<{ n: number; versions: number }>('SELECT count(*) AS n, count(DISTINCT ver) AS versions FROM record')
  assert.deepEqual(counted, { n: 4_500, versions: 4_500 })
  const [first] = await sql.query<{ name: string; newest: boolean }>(`SELECT body::jsonb->>'name' AS name, ver = (SELECT max(ver) FROM record) AS newest FROM record WHERE id = 'c0'`)
  assert.deepEqual(first, { name: 'last', newest: true })
  assert.deepEqual(await load(sql, many.slice(1)), { rows: 4_499, changed: 0 })
  await sql.close()
})

test('a load that breaks off midway leaves nothing', async () => {
  const sql = await openDatabase({ kind: 'embedded', folder: null })
  await assert.rejects(load(sql, breakOff()), /the source ended/)
  assert.deepEqual(await sql.query('SELECT (SELECT count(*) FROM record) + (SELECT count(*) FROM scope_head) AS n'), [{ n: 0 }])
  await sql.close()
})
