/** A large file is written beside everything else, and may be given up at any moment. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runJob } from '../../main/export/run-job.ts'
import type { ExportJob } from '../../main/export/job.ts'
import type { Field } from '../../preload/contract/model.ts'
import { FACTS, PROVENANCE } from './words.ts'
import { until } from '../until.ts'

const job = (side: number): ExportJob => {
  const field: Field = {
    layer: 'report', level: 18, x0: 219_000, y0: 108_000, width: side, height: side, values: new Float32Array(side * side).fill(1.5), covered: { x0: 219_000, y0: 108_000, width: side, height: side }, unit: 'reports/km2/day', bandwidthMeters: 300, limits: [1, 2, 3, 4, 5], scale: null,
    total: 1, records: 1, days: 1, span: { from: 0, to: 86_400_000 }, provenance: PROVENANCE,
  }
  return { format: 'csv', answered: { kind: 'grid', field, floor: 0.05 }, areaNames: [], facts: FACTS }
}

test('a quarter of a million rows are written and read back in a thread of their own, and its progress ends with all of them', async () => {
  const running = runJob(job(500))
  const file = await running.file
  assert.equal(file?.rows, 250_000)
  assert.deepEqual(running.progress(), { done: 250_000, of: 250_000 })
})

test('a job that is given up ends without a file', async () => {
  const running = runJob(job(1_000))
  await until(() => Promise.resolve(running.progress().of > 0))
  running.cancel()
  assert.equal(await running.file, null)
  assert.ok(running.progress().done < running.progress().of)
})

test('what cannot be written is an error with its reason', async () => {
  await assert.rejects(runJob({ ...job(1), facts: { ...FACTS, zone: 'No/Where' }, answered: { kind: 'areas' } as never }).file, /./)
})
