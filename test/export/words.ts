/** Words, facts and a workbook's reader for tests of files. */
import { EXPORT_WORDS, type ExportWords } from '../../preload/contract/export.ts'
import type { Provenance } from '../../preload/contract/model.ts'
import { unzip } from '../../main/export/read-back.ts'
import type { Facts } from '../../main/export/table.ts'

export const WORDS = Object.fromEntries(EXPORT_WORDS.map((word) => [word, `w:${word}`])) as ExportWords
export const PROVENANCE: Provenance = { asOf: Date.parse('2026-11-28T15:14:05Z'), source: 'areas.figures report: point', simulated: true }
export const FACTS: Facts = {
  title: '区域数字', words: { ...WORDS, 'about.simulated': '模拟数据', 'sheet.data': '数据', 'sheet.about': '说明' }, scope: [{ label: '范围', value: '宁波市' }], unit: '件', zone: 'Asia/Shanghai',
  filter: { area: null, drawn: null, from: Date.parse('2026-10-30T00:00:00+08:00'), to: Date.parse('2026-11-29T00:00:00+08:00'), classes: [], statuses: [], weekdays: [], hours: [] },
}

/** A cell as the file says it: `s` text, `n` number; style tells dates from numbers. */
export interface ReadCell {
  type: 's' | 'n' | 'b' | 'f'
  value: string
  style: string | null
}

const unescapeXml = (text: string): string => text.replace(/&(lt|gt|amp|quot|apos|#(\d+)|#x([0-9a-f]+));/gi, (_, name: string, dec?: string, hex?: string) =>
  dec !== undefined ? String.fromCodePoint(Number(dec)) : hex !== undefined ? String.fromCodePoint(parseInt(hex, 16)) : { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }[name] ?? '')
/** ECMA-376's own escapes, decoded after XML's. */
const decode = (text: string): string => text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))

/** Sheets by position, rows of cells by column letter, read from the bytes by the rules of the format. */
export function readWorkbook(bytes: Uint8Array): { names: string[]; sheets: Map<string, ReadCell>[][] } {
  const entries = unzip(bytes)
  const read = (name: string): string => new TextDecoder('utf-8', { fatal: true }).decode(entries.get(name)!())
  const strings = [...read('xl/sharedStrings.xml').matchAll(/<si\b[^>]*>([\s\S]*?)<\/si>/g)].map(([, inner]) => decode(unescapeXml([...inner!.matchAll(/<t\b[^>]*>([\s\S]*?)<\/t>/g)].map(([, words]) => words).join(''))))
  const names = [...read('xl/workbook.xml').matchAll(/<sheet\b[^>]*?\bname="([^"]*)"/g)].map(([, name]) => unescapeXml(name!))
  const sheets = names.map((_, n) => [...read(`xl/worksheets/sheet${n + 1}.xml`).matchAll(/<row\b[^>]*>([\s\S]*?)<\/row>|<row\b[^>]*\/>/g)].map(([, row]) => cellsOf(row ?? '', strings)))
  return { names, sheets }
}

function cellsOf(row: string, strings: readonly string[]): Map<string, ReadCell> {
  const cells = new Map<string, ReadCell>()
  for (const [, attributes, inner] of row.matchAll(/<c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)) {
    const column = /\br="([A-Z]+)\d+"/.exec(attributes!)![1]!
    const type = /\bt="(\w+)"/.exec(attributes!)?.[1]
    const raw = /<v>([\s\S]*?)<\/v>/.exec(inner ?? '')?.[1] ?? ''
    const style = /\bs="(\d+)"/.exec(attributes!)?.[1] ?? null
    if (/<f\b/.test(inner ?? '')) cells.set(column, { type: 'f', value: inner!, style })
    else if (type === 's') cells.set(column, { type: 's', value: strings[Number(raw)]!, style })
    else if (inner !== undefined) cells.set(column, { type: type === 'b' ? 'b' : 'n', value: raw, style })
  }
  return cells
}
