/** A page becomes a PDF where the host can print it and asks where to; else the page is told so and its browser prints. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { createConsole } from '../../main/core/console.ts'
import type { Host } from '../../main/core/host.ts'

async function pdfBy(host: Host): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'yongai-pdf-'))
  const core = await createConsole({ dataFolder: folder, practice: null, central: null }, host)
  try {
    return await core.dispatch('export.pdf', { name: 'weekly.pdf' })
  } finally {
    await core.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
const valueOf = (answer: unknown): unknown => (answer as { value: unknown }).value
const PDF = new TextEncoder().encode('%PDF-1.4')

test('the desktop writes what the host printed under the name proposed', async () => {
  const written: [string, unknown][] = []
  const saveFile = async (name: string, bytes: unknown): Promise<string> => {
    written.push([name, bytes])
    return '/there/weekly.pdf'
  }
  assert.deepEqual(valueOf(await pdfBy({ kind: 'desktop', saveFile, printPage: async () => PDF })), { state: 'saved', path: '/there/weekly.pdf' })
  assert.deepEqual(written, [['weekly.pdf', PDF]])
})

test('an operator who changes their mind cancels; a page that cannot be printed is a failure and no file', async () => {
  assert.deepEqual(valueOf(await pdfBy({ kind: 'desktop', saveFile: async () => null, printPage: async () => PDF })), { state: 'cancelled' })
  const written: string[] = []
  const failed = await pdfBy({ kind: 'desktop', onError: () => {}, saveFile: async (name) => (written.push(name), name), printPage: () => Promise.reject(new Error('no window')) })
  assert.equal((failed as { ok: boolean }).ok, false)
  assert.deepEqual(written, [])
})

test('the browser host leaves it to the browser', async () => assert.deepEqual(valueOf(await pdfBy({ kind: 'browser' })), { state: 'unable' }))
