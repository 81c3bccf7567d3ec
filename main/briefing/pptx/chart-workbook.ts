/**
 * The workbook behind a chart, written whole: the library's has a table over a malformed range, and holds an empty value where there is a gap.
 * Six parts of ECMA-376 part 1, 18; text is inert, numbers are numbers, a gap is no cell.
 */
import { sheetText } from '../../export/sheet-text.ts'
import { BORDER } from './border.ts'
import { type ChartCells, columnName, SHEET } from './chart-cells.ts'
import { type Package, packPackage, putText } from './package.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

export function chartWorkbook(cells: ChartCells, formatCode: string): Uint8Array<ArrayBuffer> {
  const pack: Package = { parts: new Map(), parsed: new Map() }
  putText(pack, '[Content_Types].xml', `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`)
  putText(pack, '_rels/.rels', rels([['officeDocument', 'xl/workbook.xml']]))
  putText(pack, 'xl/workbook.xml', `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>`)
  putText(pack, 'xl/_rels/workbook.xml.rels', rels([['worksheet', 'worksheets/sheet1.xml'], ['styles', 'styles.xml']]))
  putText(pack, 'xl/styles.xml', stylesXml(formatCode))
  putText(pack, 'xl/worksheets/sheet1.xml', sheetXml(cells))
  return packPackage(pack)
}

const rels = (targets: [type: string, target: string][]): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets.map(([type, target], n) => `<Relationship Id="rId${n + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`).join('')}</Relationships>`

/** Style 1 is that of the numbers. */
const stylesXml = (code: string): string =>
  `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="${BORDER.escaped(code)}"/></numFmts><fonts count="1"><font><sz val="11"/><name val="Microsoft YaHei"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`

function sheetXml({ categories, series }: ChartCells): string {
  const head = row(1, [null, ...series.map(({ name }) => name)])
  const body = categories.map((category, n) => row(n + 2, [category, ...series.map(({ values }) => values[n] ?? null)]))
  return `<worksheet xmlns="${MAIN}"><sheetData>${[head, ...body].join('')}</sheetData></worksheet>`
}

const row = (number: number, cells: (string | number | null)[]): string => `<row r="${number}">${cells.map((value, column) => cell(`${columnName(column)}${number}`, value)).join('')}</row>`

function cell(at: string, value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return `<c r="${at}" s="1"><v>${value}</v></c>`
  return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${BORDER.escaped(sheetText(value))}</t></is></c>`
}
