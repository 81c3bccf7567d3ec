/** What a page sends piece by piece is whole or nothing, its sender's alone, and taken once. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '../../main/core/refusal.ts'
import type { Seat } from '../../main/core/seat.ts'
import { createUploads, type Uploads } from '../../main/core/uploads.ts'
import { MOST_UPLOAD_BYTES } from '../../preload/contract/upload.ts'

const [seat, other] = [{}, {}] as [Seat, Seat]
const base64 = (bytes: readonly number[]): string => Buffer.from(bytes).toString('base64')
const isChanged = (error: unknown): boolean => error instanceof Refusal && error.code === 'changed'
const add = (uploads: Uploads, first: number, bytes: number[], of = 5, upload = 'picture-1'): void => uploads.add(seat, { upload, first, of, data: base64(bytes) })

test('pieces in turn are the bytes again, for whoever sent them, once', () => {
  const uploads = createUploads()
  add(uploads, 0, [1, 2, 3])
  add(uploads, 3, [4, 5])
  assert.throws(() => uploads.take(other, 'picture-1'), isChanged)
  assert.deepEqual([...uploads.take(seat, 'picture-1')], [1, 2, 3, 4, 5])
  assert.throws(() => uploads.take(seat, 'picture-1'), isChanged)
})

test('half of it is nothing, and a piece out of turn, of another length or beyond the end begins anew', () => {
  const uploads = createUploads()
  add(uploads, 0, [1, 2, 3])
  assert.throws(() => uploads.take(seat, 'picture-1'), isChanged)
  for (const wrong of [() => add(uploads, 2, [4]), () => add(uploads, 3, [4, 5], 6), () => add(uploads, 3, [4, 5, 6])]) {
    add(uploads, 0, [1, 2, 3])
    assert.throws(wrong, isChanged)
    assert.throws(() => uploads.take(seat, 'picture-1'), isChanged)
  }
  add(uploads, 0, [9, 9, 9])
  add(uploads, 0, [1, 2, 3])
  add(uploads, 3, [4, 5])
  assert.deepEqual([...uploads.take(seat, 'picture-1')], [1, 2, 3, 4, 5], 'sent again from its begin')
})

test('what closed pages left behind goes when there is too much of it, the oldest first', () => {
  const uploads = createUploads()
  for (let i = 0; i < 45; i++) add(uploads, 0, [i], 1, `upload-${i}`)
  assert.throws(() => uploads.take(seat, 'upload-4'), isChanged)
  assert.deepEqual([...uploads.take(seat, 'upload-5')], [5])
  for (const name of ['large-1', 'large-2', 'large-3']) add(uploads, 0, [1], MOST_UPLOAD_BYTES, name)
  assert.throws(() => uploads.take(seat, 'upload-44'), isChanged)
  assert.throws(() => add(uploads, 1, [1], MOST_UPLOAD_BYTES, 'large-1'), isChanged)
  add(uploads, 1, [1], MOST_UPLOAD_BYTES, 'large-2')
})
