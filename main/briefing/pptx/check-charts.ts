/** Reads the cells of a chart back, from its cache and from its workbook, without what wrote them. */
import { openPackage, textOf, xmlOf } from './package.ts'
import type { Element } from './tree.ts'
import { all, child, first } from './xml.ts'

const EMPTY = 'empty'
type Value = number | null | typeof EMPTY
interface ReadCells {
  categories: string[]
  series: { name: string; values: Value[] }[]
}

const orderOf = (series: Element): number => Number(first(series, 'c:order')?.getAttribute('val'))

/** Without series there are no categories either. */
export function readCache(chart: Element): ReadCells {
  const series = all(chart, 'c:ser')
  const named = series[0] === undefined ? [''] : texts(first(series[0], 'c:cat'))
  return {
    categories: named,
    series: [...series].sort((a, b) => orderOf(a) - orderOf(b)).map((own) => ({ name: texts(first(own, 'c:tx'))[0] ?? '', values: numbers(first(own, 'c:val')) })),
  }
}

/** By their place; null where there is none, undefined where it is empty. */
function points(within: Element | null): (string | undefined | null)[] {
  if (within === null) return []
  const count = Number(first(within, 'c:ptCount')?.getAttribute('val') ?? 0)
  const found: (string | undefined | null)[] = Array.from({ length: count }, () => null)
  for (const point of all(within, 'c:pt')) found[Number(point.getAttribute('idx'))] = child(point, 'c:v')?.textContent || undefined
  return found
}
const texts = (within: Element | null): string[] => points(within).map((text) => text ?? '')
/** An empty value is no number, and no gap either. */
const numbers = (within: Element | null): Value[] => points(within).map((text) => (text === null ? null : text === undefined ? EMPTY : Number(text)))

/** The cells of the first sheet, and what is wrong with the workbook. */
export function readWorkbook(bytes: Uint8Array): (ReadCells | string)[] {
  const pack = openPackage(bytes)
  const tables = [...pack.parts.keys()].filter((name) => name.startsWith('xl/tables/')).filter((name) => !/ ref="[A-Z]+\d+(:[A-Z]+\d+)?"/.test(textOf(pack, name))).map((name) => `${name} has no range`)
  const sheet = 'xl/worksheets/sheet1.xml'
  if (!pack.parts.has(sheet)) return ['no sheet', ...tables]
  const shared = pack.parts.has('xl/sharedStrings.xml') ? all(xmlOf(pack, 'xl/sharedStrings.xml'), 'si').map(({ textContent }) => textContent) : []
  const rows = all(xmlOf(pack, sheet), 'row').map((row) => new Map(all(row, 'c').map((cell) => [(cell.getAttribute('r') ?? '').replace(/\d/g, ''), valueOf(cell, shared)])))
  const [head, ...body] = rows
  const columns = [...(head?.keys() ?? [])].filter((column) => column !== 'A')
  return [...tables, {
    categories: body.map((row) => String(row.get('A') ?? '')),
    series: columns.map((column) => ({ name: String(head?.get(column) ?? ''), values: body.map((row) => (row.get(column) ?? null) as Value) })),
  }]
}

function valueOf(cell: Element, shared: readonly string[]): string | number {
  const text = (first(cell, 'v') ?? first(cell, 'is'))?.textContent ?? ''
  switch (cell.getAttribute('t')) {
    case 's': return unescaped(shared[Number(text)] ?? '')
    case 'inlineStr': return unescaped(text)
    default: return text === '' ? EMPTY : Number(text)
  }
}

/** ECMA-376 part 1, 22.9.2.19. */
const unescaped = (text: string): string => text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
