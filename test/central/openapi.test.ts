/** The OpenAPI document is fresh and whole. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeApi } from '../../main/central/openapi-document.ts'
import { isFresh } from '../../main/central/openapi.ts'

test('resources/openapi.json is what the wire schemas say', () => {
  assert.ok(isFresh(), 'run node main/central/openapi.ts')
})

test('every reference of the document leads somewhere', () => {
  const document = describeApi()
  for (const [, path] of JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    const found = path!.split('/').reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key.replaceAll('~1', '/')], document)
    assert.notEqual(found, undefined, path)
  }
})
