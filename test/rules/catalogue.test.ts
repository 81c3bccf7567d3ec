/** Every text exists in both languages, with the same blanks to fill. */
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
type Messages = Record<string, string>

/** `…/zh-CN.ts` beside `…/en.ts`, or `messages.zh-CN.ts` beside `messages.en.ts`. */
const pairs = ['renderer', 'main'].flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path))).filter((path) => path.endsWith('zh-CN.ts')).map((path) => [path, path.replace(/zh-CN\.ts$/, 'en.ts')] as const)

async function load(path: string, name: string): Promise<Messages> {
  const module = (await import(pathToFileURL(join(root, path)).href)) as Record<string, Messages>
  return module[name] ?? assert.fail(`${path} exports no ${name}`)
}

function blanks(text: string | undefined): string {
  const names = [...(text ?? '').matchAll(/\{(\w+)/g)].map((match) => match[1])
  return [...new Set(names)].sort().join()
}

// English has no counters: a unit may be empty there, its key may not be missing.
function isMissing(key: string, text: string | undefined): boolean {
  return text === undefined || (text.trim() === '' && !key.includes('.unit.'))
}

export function findGaps(zhCN: Messages, en: Messages): string[] {
  return [...new Set([...Object.keys(zhCN), ...Object.keys(en)])].filter((key) => isMissing(key, zhCN[key]) || isMissing(key, en[key]) || blanks(zhCN[key]) !== blanks(en[key]))
}

test('both languages say everything, with the same blanks', async () => {
  assert.ok(pairs.length > 0)
  for (const [zhCN, en] of pairs) assert.deepEqual(findGaps(await load(zhCN, 'zhCN'), await load(en, 'en')), [], zhCN)
})

test('gaps are found: a missing key, an empty text, a blank of another name', () => {
  assert.deepEqual(findGaps({ a: '甲', b: '乙', c: '{n} 件' }, { a: 'A', b: ' ', c: '{count} cases', d: 'D' }), ['b', 'c', 'd'])
})

/** Of a menu, the letter that is pressed with Alt. */
const ACCESS_KEY = /\(&[A-Z]\)/g
const NARROW = /\p{Script=Han}[,;:!?()]|[,;:!?()]\p{Script=Han}/u

/** Texts that mix Chinese with the punctuation of other scripts (GB/T 15834). */
export const findNarrow = (zhCN: Messages): string[] => Object.entries(zhCN).flatMap(([key, text]) => (NARROW.test(text.replaceAll(ACCESS_KEY, '')) ? [key] : []))

test('Chinese texts have Chinese punctuation', async () => {
  for (const [zhCN] of pairs) assert.deepEqual(findNarrow(await load(zhCN, 'zhCN')), [], zhCN)
  assert.deepEqual(findNarrow({ a: '甲，乙（丙）', b: '甲,乙', c: '件(单)', d: '文件(&F)', e: '13:45 截止' }), ['b', 'c'])
})
