/** Sources are put into words; what is not understood is shown as it came. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeText } from '../../../renderer/chrome/phrase.ts'
import { sourceWords } from '../../../renderer/chrome/source-words.ts'

const zh = makeText('zh-CN', 'Asia/Shanghai')
const en = makeText('en', 'Asia/Shanghai')

test('query and tables are named in the language of the page', () => {
  assert.equal(sourceWords('field.get coverage: point, shift', zh), '来源：随手拍点、值守班次 · 查询 field.get')
  assert.equal(sourceWords('overview.sites.station: site', en), 'source: friendly points · query overview.sites.station')
})

test('an unknown table keeps its name, an unknown text stays whole', () => {
  assert.equal(sourceWords('field.get: orbit', zh), '来源：orbit · 查询 field.get')
  assert.equal(sourceWords('宁波市商务局通报', zh), '宁波市商务局通报')
})
