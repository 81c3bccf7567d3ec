/** The rows of a table as leads: columns by their heads in Chinese or English, every row with what is wrong in it. Nothing is guessed and nothing clamped. */
import type { BorderArea } from '../../../preload/contract/place.ts'
import type { City } from '../../../preload/contract/model.ts'
import { EMPTY_LEAD, faultsOf, type LeadFault, type LeadFields } from './lead-fields.ts'
import type { SheetTable } from './sheet-table.ts'

/** By which heads a column is known, first those of the template. */
export const SHEET_HEADS = {
  external: ['来电编号', '编号', '外部编号', 'call id', 'external id', 'id'],
  area: ['街道', '所属街道', '辖区', '街道办', 'street', 'office', 'area'],
  class: ['类别', '案件类别', '问题类别', 'class', 'category'],
  text: ['内容', '问题描述', '描述', '反映内容', 'text', 'description'],
  place: ['地点', '地址', '位置', 'place', 'address', 'location'],
  lng: ['经度', 'lng', 'lon', 'longitude'],
  lat: ['纬度', 'lat', 'latitude'],
  crs: ['坐标系', 'crs', 'coordinate system'],
  urgent: ['紧急', '是否紧急', 'urgent'],
  danger: ['人身危险', '危及人身', 'danger to life', 'danger'],
  name: ['来电人', '姓名', '报告人', '联系人', 'name', 'reporter', 'caller'],
  phone: ['电话', '联系电话', '手机', '手机号', 'phone', 'telephone', 'mobile'],
} as const
export type SheetColumn = keyof typeof SHEET_HEADS
const NEEDED = ['area', 'class', 'text', 'lng', 'lat', 'crs'] as const satisfies readonly SheetColumn[]

export const ROW_FAULTS = ['yes-no', 'crs', 'external-twice', 'external-number', 'row-wide'] as const
export type RowFault = (typeof ROW_FAULTS)[number] | LeadFault

export interface SheetLead {
  line: number
  fields: LeadFields
  /** '' where the table has no such column. */
  external: string
  faults: RowFault[]
}
export type SheetRead = { leads: SheetLead[]; unused: string[] } | { missing: SheetColumn[]; twice: SheetColumn[] }

/** Heads are compared without case, width, blanks, and what stands in brackets. */
const plain = (text: string): string => text.normalize('NFKC').replace(/[(（][^)）]*[)）]/g, '').replace(/[\s\p{Cf}*]+/gu, ' ').trim().toLowerCase()

export function readLeads(table: SheetTable, city: City, offices: readonly BorderArea[]): SheetRead {
  const [heads, ...rows] = table.rows
  const at = new Map<SheetColumn, number[]>()
  const unused: string[] = []
  for (const [n, head] of (heads?.cells ?? []).entries()) {
    const column = (Object.keys(SHEET_HEADS) as SheetColumn[]).find((one) => SHEET_HEADS[one].some((known) => known === plain(head)))
    if (column !== undefined) at.set(column, [...(at.get(column) ?? []), n])
    else if (head.trim() !== '') unused.push(head.trim())
  }
  const missing = NEEDED.filter((column) => !at.has(column))
  const twice = [...at].flatMap(([column, columns]) => (columns.length > 1 ? [column] : []))
  if (missing.length > 0 || twice.length > 0) return { missing, twice }
  const cell = (cells: readonly string[], column: SheetColumn): string => (at.get(column) === undefined ? '' : (cells[at.get(column)![0]!] ?? '').trim())
  const ids = new Map<string, number>()
  for (const { cells } of rows) ids.set(sameId(cell(cells, 'external')), (ids.get(sameId(cell(cells, 'external'))) ?? 0) + 1)
  const known = new Set(offices.map(({ id }) => id))
  const leads = rows.map(({ line, cells }): SheetLead => {
    const of = (column: SheetColumn): string => cell(cells, column)
    const [urgent, danger] = [yesNo(of('urgent')), yesNo(of('danger'))]
    const fields: LeadFields = {
      ...EMPTY_LEAD, area: officeNamed(of('area'), offices), class: classNamed(of('class'), city), text: of('text'), place: of('place'), lng: of('lng').normalize('NFKC'), lat: of('lat').normalize('NFKC'),
      urgent: urgent === true, danger: danger === true, name: of('name'), phone: of('phone'),
    }
    const external = of('external')
    const own: RowFault[] = [
      ...(urgent === null || danger === null ? ['yes-no' as const] : []),
      ...(isWgs84(of('crs')) ? [] : ['crs' as const]),
      ...(external !== '' && (ids.get(sameId(external)) ?? 0) > 1 ? ['external-twice' as const] : []),
      // A spreadsheet made a number of it and lost its digits.
      ...(/^\d(\.\d+)?e\+?\d+$/i.test(external) ? ['external-number' as const] : []),
      ...(cells.slice(heads?.cells.length ?? 0).some((one) => one.trim() !== '') ? ['row-wide' as const] : []),
    ]
    return { line, fields, external, faults: [...own, ...faultsOf(fields, city, known)] }
  })
  return { leads, unused }
}

/** Equal where a person would take them for the same. */
const sameId = (id: string): string => id.normalize('NFKC').trim().toLowerCase()

/** Blank is no; null: neither. */
function yesNo(text: string): boolean | null {
  const word = plain(text)
  if (['', '否', '不', '无', 'no', 'n', '0', 'false'].includes(word)) return false
  return ['是', '紧急', '有', 'yes', 'y', '1', 'true'].includes(word) ? true : null
}

/** A source that does not declare its system is refused: mislabelled it would lie half a kilometre away. */
const isWgs84 = (text: string): boolean => ['wgs84', 'wgs-84', 'wgs 84', 'cgcs2000', 'epsg:4326', 'epsg:4490'].includes(plain(text))

const officeNamed = (text: string, offices: readonly BorderArea[]): string => offices.find(({ id, name, nameEn }) => [id, name, nameEn ?? ''].some((one) => one !== '' && plain(one) === plain(text)))?.id ?? ''
const classNamed = (text: string, { classes }: City): string => classes.find(({ id, name, nameEn }) => [id, name, nameEn ?? ''].some((one) => one !== '' && plain(one) === plain(text)))?.id ?? ''
