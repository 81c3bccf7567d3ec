/** Which column carries which field: by the names known exports use, or as the operator ties them. */
import type { ImportAs } from './options.ts'
import { ImportRefused } from './refusal.ts'
import type { SourceRecord } from './source-record.ts'

/** Field → column names in order of preference, compared without case, spaces and underscores. */
const PLACE_COLUMNS = {
  lng: ['longitude', 'lng', 'lon', 'long', 'cell_lng', 'x', '经度'],
  lat: ['latitude', 'lat', 'cell_lat', 'y', '纬度'],
  area: ['neighborhood', 'borough', 'area', 'district', 'community_board', 'ward', '街道', '所属街道', '区域', '区县', '行政区'],
}
const FIELDS: Record<ImportAs, Record<string, string[]>> = {
  cases: {
    id: ['case_enquiry_id', 'unique_key', 'service_request_id', 'external_id', 'case_id', 'request_id', 'sr_number', 'id', '@id', '案件编号', '工单编号', '编号'],
    ...PLACE_COLUMNS,
    reported_at: ['open_dt', 'created_date', 'requested_datetime', 'reported_at', 'opened', 'open_date', 'created_at', 'created', '上报时间', '创建时间'],
    due_at: ['target_dt', 'sla_target_dt', 'due_date', 'expected_datetime', 'due_at', 'due', '截止时间'],
    closed_at: ['closed_dt', 'closed_date', 'closed_datetime', 'closed_at', 'closed', '结案时间'],
    updated_at: ['resolution_action_updated_date', 'updated_datetime', 'updated_at', 'last_updated', '更新时间'],
    status: ['case_status', 'status', '状态', '案件状态'],
    class: ['type', 'complaint_type', 'service_name', 'category', 'class', '类别', '问题类型', '小类'],
    group: ['reason', 'agency_name', 'group', '大类'],
    title: ['case_title', 'descriptor', 'description', 'title', 'text', '问题描述', '描述'],
    note: ['closure_reason', 'resolution_description', 'status_notes', '处理结果'],
    place: ['incident_address', 'location', 'address', 'place', '地址', '位置'],
    place_else: ['location_street_name', 'street_name', 'intersection_street_1', 'cross_street_1', '道路'],
  },
  sites: {
    id: ['external_id', 'site_id', 'id', '@id', '编号'],
    ...PLACE_COLUMNS,
    name: ['name', 'site_name', '名称'],
    kind: ['kind', 'site_kind', '类型', '类别'],
    centroid: ['centroid', '@geometry'],
    as_of: ['as_of', 'updated_at', '更新时间'],
  },
  handovers: {
    ...PLACE_COLUMNS,
    stop: ['h3_cell', 'place', 'place_id', 'stop_id', 'cell', '地点'],
    seconds: ['total_stop_time_s', 'stop_time_s', 'handover_s', 'service_time_s'],
    minutes: ['handover_minutes', 'minutes', '交付分钟'],
    orders: ['orders', '订单数'],
    time: ['stop_time', 'arrived_at', 'time', 'timestamp', '时间'],
  },
}

export type Columns = ReadonlyMap<string, string>

const plain = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/[\s_-]+/g, '')

/** field → column. The operator's own ties and area column win; a column serves one field, save where tied by hand. */
export function mapColumns(as: ImportAs, present: string[], ties: Columns, areaColumn: string | null): Columns {
  const byPlain = new Map(present.map((name) => [plain(name), name]))
  const mapped = new Map<string, string>()
  for (const [field, aliases] of Object.entries(FIELDS[as])) {
    const tied = ties.get(field) ?? (field === 'area' ? areaColumn : null)
    if (tied !== null && tied !== undefined) {
      const column = present.includes(tied) ? tied : byPlain.get(plain(tied))
      if (column === undefined) throw new ImportRefused(`there is no column ${JSON.stringify(tied)}. Columns: ${present.join(', ')}`)
      mapped.set(field, column)
      continue
    }
    const alias = aliases.find((name) => byPlain.has(plain(name)))
    if (alias !== undefined) mapped.set(field, byPlain.get(plain(alias))!)
  }
  const unknown = [...ties.keys()].find((field) => !(field in FIELDS[as]))
  if (unknown !== undefined) throw new ImportRefused(`--map: ${as} have no field ${JSON.stringify(unknown)}; fields: ${Object.keys(FIELDS[as]).join(', ')}`)
  requireColumns(as, mapped, present)
  return mapped
}

function requireColumns(as: ImportAs, mapped: Columns, present: string[]): void {
  const hasPlace = (mapped.has('lng') && mapped.has('lat')) || present.includes('@geometry') || present.some((name) => name.endsWith('.coordinates'))
  if (!hasPlace) {
    const grid = present.some((name) => plain(name) === 'gridx') && present.some((name) => plain(name) === 'gridy')
    throw new ImportRefused(grid
      ? 'the file places its records on a grid of its own (grid_x, grid_y) without saying where that grid lies: these are not geographic coordinates, so nothing of it can stand on a map'
      : `no longitude and latitude columns found; tie them with --map lng=… --map lat=…. Columns: ${present.join(', ')}`)
  }
  const needed: Record<ImportAs, string[]> = { cases: ['id', 'reported_at'], sites: ['name'], handovers: [] }
  const missing = needed[as].filter((field) => !mapped.has(field))
  if (missing.length > 0) throw new ImportRefused(`no column found for ${missing.join(' and ')}; tie it with --map ${missing[0]}=…. Columns: ${present.join(', ')}`)
  if (as === 'handovers' && !mapped.has('seconds') && !mapped.has('minutes')) {
    throw new ImportRefused('no column found for the time at the door; tie it with --map seconds=… or --map minutes=…')
  }
}

/** The text of one field of one record; '' when the column or the cell is not there. */
export type Pick = (record: SourceRecord, field: string) => string

export const pickBy = (columns: Columns): Pick => (record, field) => {
  const column = columns.get(field)
  return column === undefined ? '' : (record.cells.get(column) ?? '')
}

/** Lines for the terminal: field ← column with sample values, then the columns nobody asked for. */
export function previewColumns(columns: Columns, present: string[], samples: SourceRecord[]): string[] {
  const sampleOf = (column: string): string => {
    const values = [...new Set(samples.map((record) => record.cells.get(column)?.trim() ?? '').filter((value) => value !== ''))].slice(0, 3)
    return values.length === 0 ? '(empty)' : values.map((value) => JSON.stringify(shorten(value))).join(', ')
  }
  const used = new Set(columns.values())
  const rest = present.filter((name) => !used.has(name))
  return [
    ...[...columns].map(([field, column]) => `  ${field.padEnd(12)} ← ${column}: ${sampleOf(column)}`),
    ...(rest.length > 0 ? [`  not used: ${rest.map((name) => shorten(name)).join(', ')}`] : []),
  ]
}

/** Control characters must not reach the terminal: a file could rewrite what the operator reads. */
export function shorten(value: string): string {
  const safe = value.replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
  return safe.length > 40 ? `${[...safe].slice(0, 39).join('')}…` : safe
}
