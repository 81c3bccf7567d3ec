/** The first pass over a file: its hash, its character encoding, its format. Nothing is parsed yet. */
import { createHash } from 'node:crypto'
import { ImportRefused } from './refusal.ts'
import { readBytes, BYTE_LIMITS, type ByteLimits } from './source-bytes.ts'

export interface Survey {
  /** SHA-256 of the file as it lies on the disk, hex. */
  sha256: string
  bytes: number
  encoding: string
  format: 'csv' | 'json'
  /** CSV only. */
  delimiter: ',' | ';' | '\t'
}

const HEAD_BYTES = 64 * 1024

/** Detection order: byte-order mark, zero bytes of UTF-16, whole file valid as UTF-8, whole file valid as GB18030. */
export async function surveyFile(file: string, declared: string | null, limits: ByteLimits = BYTE_LIMITS): Promise<Survey> {
  const hash = createHash('sha256')
  const trials = declared === null ? [new Trial('utf-8'), new Trial('gb18030')] : [new Trial(declared)]
  let head = Buffer.alloc(0)
  let bytes = 0
  for await (const chunk of readBytes(file, limits, (packed) => hash.update(packed))) {
    bytes += chunk.length
    if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.length)])
    for (const trial of trials) trial.feed(chunk)
  }
  for (const trial of trials) trial.end()
  const encoding = declared ?? utf16Of(head) ?? trials.find((trial) => trial.valid)?.name
  if (encoding === undefined || (declared !== null && !trials[0]!.valid)) {
    throw new ImportRefused(`the text is neither UTF-8, UTF-16 nor GB18030${declared === null ? '' : ` nor ${declared}`}: declare it, for example --encoding windows-1252`)
  }
  const text = new TextDecoder(encoding).decode(head)
  return { sha256: hash.digest('hex'), bytes, encoding, format: formatOf(text), delimiter: delimiterOf(text) }
}

/** One encoding tried on the whole file. */
class Trial {
  readonly name: string
  valid = true
  readonly #decoder: InstanceType<typeof TextDecoder>

  constructor(name: string) {
    this.name = name
    try {
      this.#decoder = new TextDecoder(name, { fatal: true })
    } catch {
      throw new ImportRefused(`--encoding ${JSON.stringify(name)} is not a known encoding`)
    }
  }

  feed(chunk: Uint8Array): void {
    this.#attempt(() => this.#decoder.decode(chunk, { stream: true }))
  }

  end(): void {
    this.#attempt(() => this.#decoder.decode())
  }

  #attempt(decode: () => string): void {
    if (!this.valid) return
    try {
      decode()
    } catch {
      this.valid = false
    }
  }
}

function utf16Of(head: Uint8Array): string | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  let even = 0
  let odd = 0
  for (let at = 0; at + 1 < head.length; at += 2) {
    if (head[at] === 0) even++
    if (head[at + 1] === 0) odd++
  }
  const pairs = head.length / 2
  return odd > pairs * 0.2 ? 'utf-16le' : even > pairs * 0.2 ? 'utf-16be' : null
}

function formatOf(text: string): 'csv' | 'json' {
  const first = text.trimStart()[0]
  if (first === undefined) throw new ImportRefused('the file holds nothing but blanks')
  if (first === '<') throw new ImportRefused('this is XML or HTML, not CSV or JSON')
  return first === '{' || first === '[' ? 'json' : 'csv'
}

/** The separator that stands most often in the first line, outside quotes. */
function delimiterOf(text: string): Survey['delimiter'] {
  const counts = { ',': 0, ';': 0, '\t': 0 }
  let quoted = false
  for (const sign of text) {
    if (sign === '"') quoted = !quoted
    else if (!quoted && (sign === '\n' || sign === '\r')) break
    else if (!quoted && (sign === ',' || sign === ';' || sign === '\t')) counts[sign]++
  }
  return counts[';'] > counts[','] && counts[';'] >= counts['\t'] ? ';' : counts['\t'] > counts[','] ? '\t' : ','
}

/** The file as text, decoded across chunk borders. */
export async function* readText(file: string, encoding: string, limits: ByteLimits = BYTE_LIMITS): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of readBytes(file, limits)) {
    const text = decoder.decode(chunk, { stream: true })
    if (text !== '') yield text
  }
  const rest = decoder.decode()
  if (rest !== '') yield rest
}
