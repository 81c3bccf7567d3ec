/** What was opened is closed, in the other order, whatever one of them does. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClosers } from './closers.ts'

test('all are closed, the last first, each once, though one of them cannot be', async () => {
  const done: string[] = []
  const closers = createClosers((what) => done.push(`${what} failed`))
  closers.add('folder', () => done.push('folder'))
  closers.add('central', () => Promise.reject(new Error('stuck')))
  closers.add('disk', () => {
    throw new Error('busy')
  })
  closers.add('browser', async () => done.push('browser'))
  await Promise.all([closers.closeAll(), closers.closeAll()])
  assert.deepEqual(done, ['browser', 'disk failed', 'central failed', 'folder'])
})
