/** JSON as open-data portals write it: a list of objects, one inside `value` or `service_requests`, or a FeatureCollection; one record in memory at a time. */
import { Tokenizer, TokenParser } from '@streamparser/json'
import { ImportRefused } from './refusal.ts'
import { MAX_COLUMNS, MAX_RECORD_CHARS, type SourceRecord } from './source-record.ts'

const PATHS = ['$.*', '$.value.*', '$.features.*', '$.service_requests.*']
const LISTS = new Set(['value', 'features', 'service_requests'])

/** Numbers stay as they are written: an id of 18 digits does not fit a double. */
class ExactTokenizer extends Tokenizer {
  protected override parseNumber(text: string): number {
    return new ExactNumber(text) as unknown as number
  }
}

class ExactNumber {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

export async function* readJson(text: AsyncIterable<string>): AsyncGenerator<SourceRecord> {
  const ready: unknown[] = []
  let charsSince = 0
  let inList = false
  const parser = new TokenParser({ paths: PATHS, keepStack: false })
  parser.onValue = ({ value, stack, parent }) => {
    // At depth 1 only the elements of a top-level list are records; of a top-level object they are its other members.
    const isRecord = stack.length === 1 ? Array.isArray(parent) : LISTS.has(String(stack[1]?.key))
    if (!isRecord) return
    ready.push(value)
    inList = true
    charsSince = 0
  }
  const tokenizer = new ExactTokenizer()
  tokenizer.onToken = parser.write.bind(parser)
  let line = 0
  for await (const chunk of text) {
    charsSince += chunk.length
    feed(() => tokenizer.write(line === 0 && !inList ? chunk.replace(/^\uFEFF/, '') : chunk), line + ready.length)
    for (const value of ready.splice(0)) yield toRecord(value, ++line)
    if (charsSince > MAX_RECORD_CHARS + chunk.length) throw new ImportRefused(`record ${line + 1} is larger than ${MAX_RECORD_CHARS} characters`)
  }
  feed(() => {
    if (!tokenizer.isEnded) tokenizer.end()
    if (!parser.isEnded) parser.end()
  }, line)
  for (const value of ready.splice(0)) yield toRecord(value, ++line)
  if (!inList) throw new ImportRefused('the JSON holds no list of records: expected a list of objects, {"value": […]} or a FeatureCollection')
}

function feed(step: () => void, line: number): void {
  try {
    step()
  } catch (error) {
    throw new ImportRefused(`the JSON is broken after record ${line}: ${(error as Error).message}`)
  }
}

function toRecord(value: unknown, line: number): SourceRecord {
  const cells = new Map<string, string>()
  if (!isObject(value)) return { line, cells, broken: { reason: 'bad-line', detail: 'not an object' } }
  if (value['type'] === 'Feature') {
    if (isObject(value['properties'])) flatten(value['properties'], '', cells)
    if (value['id'] !== undefined && value['id'] !== null) cells.set('@id', asText(value['id']))
    cells.set('@geometry', asText(value['geometry'] ?? null))
  } else flatten(value, '', cells)
  if (cells.size > MAX_COLUMNS) return { line, cells: new Map(), broken: { reason: 'column-count', detail: `${cells.size} fields` } }
  return { line, cells }
}

/** Objects inside become `outer.inner`; lists stay JSON text. Absent and null are both empty. */
function flatten(from: Record<string, unknown>, prefix: string, into: Map<string, string>, depth = 0): void {
  for (const [key, value] of Object.entries(from)) {
    if (isObject(value) && depth < 3) flatten(value, `${prefix}${key}.`, into, depth + 1)
    else into.set(prefix + key, asText(value))
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber)
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (value instanceof ExactNumber) return value.text
  return JSON.stringify(value, (_key, inner: unknown) => (inner instanceof ExactNumber ? Number(inner.text) : inner))
}
