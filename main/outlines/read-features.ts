/** The features of a GeoJSON file one after the other, whatever the file's size; a file that contradicts its declared system is refused. */
import { createHash } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { Tokenizer, TokenParser } from '@streamparser/json'
import { OutlinesRefused } from './finding.ts'

export const MOST_BYTES = 200 * 2 ** 20
/** Characters of one feature; beyond it the file is no list of areas. */
const MOST_FEATURE_CHARS = 32 * 2 ** 20
/** Of the old `crs` member (GeoJSON 2008): names that mean plain longitude and latitude. */
const DEGREES = /CRS84|EPSG:{1,2}(4326|4490)\b/i

export interface ReadFile { sha256: string; bytes: number }

/** Numbers stay as text where they are codes: 330203000000000001 does not fit a double. */
class ExactTokenizer extends Tokenizer {
  protected override parseNumber(text: string): number {
    const value = Number(text)
    return (Number.isInteger(value) && !Number.isSafeInteger(value) ? text : value) as number
  }
}

/** Yields every member of `features`, broken ones too; `done` tells hash and size once all is read. Throws OutlinesRefused. */
export async function* readFeatures(file: string, done: (read: ReadFile) => void = () => {}): AsyncGenerator<unknown> {
  const bytes = sizeOf(file)
  const hash = createHash('sha256')
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const [ready, seen]: [unknown[], Set<string>] = [[], new Set()]
  let charsSince = 0
  const parser = new TokenParser({ paths: ['$.type', '$.crs', '$.features', '$.features.*'], keepStack: false })
  parser.onValue = ({ key, value, stack }) => {
    charsSince = 0
    if (stack.length === 2) ready.push(value)
    else if (stack.length === 1) takeMember(String(key), value, seen)
  }
  const tokenizer = new ExactTokenizer()
  tokenizer.onToken = parser.write.bind(parser)
  let count = 0
  for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    const text = decode(decoder, chunk)
    charsSince += text.length
    feed(() => tokenizer.write(text), count)
    for (const value of ready.splice(0)) {
      count++
      yield value
    }
    if (charsSince > MOST_FEATURE_CHARS) throw new OutlinesRefused(`feature ${count + 1} is larger than ${MOST_FEATURE_CHARS / 2 ** 20} MB`)
  }
  feed(() => {
    decode(decoder, null)
    if (!tokenizer.isEnded) tokenizer.end()
    if (!parser.isEnded) parser.end()
  }, count)
  for (const value of ready.splice(0)) yield value
  if (!seen.has('features')) throw new OutlinesRefused('the JSON holds no list of features: a GeoJSON FeatureCollection is expected')
  done({ sha256: hash.digest('hex'), bytes })
}

function sizeOf(file: string): number {
  try {
    const { size } = statSync(file)
    if (size === 0) throw new OutlinesRefused('the file is empty')
    if (size > MOST_BYTES) throw new OutlinesRefused(`the file has ${Math.ceil(size / 2 ** 20)} MB; at most ${MOST_BYTES / 2 ** 20} are read: simplify the outlines`)
    return size
  } catch (error) {
    if (error instanceof OutlinesRefused) throw error
    throw new OutlinesRefused(`cannot open ${file}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`)
  }
}

function takeMember(key: string, value: unknown, seen: Set<string>): void {
  seen.add(key)
  if (key === 'type' && value !== 'FeatureCollection') throw new OutlinesRefused(`this is a ${JSON.stringify(value)}, not a FeatureCollection`)
  if (key === 'features' && !Array.isArray(value)) throw new OutlinesRefused('"features" is no list')
  const name = (value as { properties?: { name?: unknown } } | null)?.properties?.name
  if (key === 'crs' && typeof name === 'string' && !DEGREES.test(name)) throw new OutlinesRefused(`the file says its coordinates are ${name}: convert them to longitude and latitude first`)
}

function decode(decoder: InstanceType<typeof TextDecoder>, chunk: Buffer | null): string {
  try {
    return chunk === null ? decoder.decode() : decoder.decode(chunk, { stream: true })
  } catch {
    throw new OutlinesRefused('the file is not UTF-8, as GeoJSON must be')
  }
}

function feed(step: () => void, count: number): void {
  try {
    step()
  } catch (error) {
    if (error instanceof OutlinesRefused) throw error
    throw new OutlinesRefused(`the JSON is broken after feature ${count}: ${(error as Error).message}`)
  }
}
