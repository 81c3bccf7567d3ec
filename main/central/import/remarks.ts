/** Everything said about single lines: counted by reason, and listed in a CSV file beside the source. */
import { createWriteStream, type WriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { once } from 'node:events'
import { ImportRefused, explain, isRefusal, type FlagReason, type RefusalReason, type Remark } from './refusal.ts'

export type Counts<R extends string> = Partial<Record<R, number>>

export class Remarks {
  readonly refused: Counts<RefusalReason> = {}
  readonly flagged: Counts<FlagReason> = {}
  readonly path: string
  readonly #out: WriteStream

  private constructor(path: string, out: WriteStream) {
    this.path = path
    this.#out = out
  }

  /** Beside the source, or in the working folder when that place is read-only; a path given by hand must be writable. */
  static async open(source: string, declared: string | null): Promise<Remarks> {
    const name = `${basename(source)}.refused.csv`
    for (const path of declared === null ? [`${source}.refused.csv`, join(process.cwd(), name)] : [declared]) {
      const out = createWriteStream(path, { encoding: 'utf8' })
      const opened = await once(out, 'open').then(() => true, () => false)
      if (!opened) continue
      out.write('\uFEFFline,outcome,reason,id,explanation,detail\r\n')
      return new Remarks(path, out)
    }
    throw new ImportRefused(`the list of refused lines cannot be written to ${declared ?? name}; name a file with --report`)
  }

  async add(remark: Remark): Promise<void> {
    const refusal = isRefusal(remark.reason)
    const counts: Record<string, number> = refusal ? this.refused : this.flagged
    counts[remark.reason] = (counts[remark.reason] ?? 0) + 1
    const cells = [String(remark.line), refusal ? 'refused' : 'taken', remark.reason, remark.id, explain(remark.reason), remark.detail]
    if (!this.#out.write(`${cells.map(toCell).join(',')}\r\n`)) await once(this.#out, 'drain')
  }

  get refusedLines(): number {
    return Object.values(this.refused).reduce((sum, count) => sum + count, 0)
  }

  /** The path of the list, or null when there was nothing to say: then no file stays behind. */
  async close(): Promise<string | null> {
    if (!this.#out.writableEnded) this.#out.end()
    if (!this.#out.closed) await once(this.#out, 'close')
    if (Object.keys(this.refused).length + Object.keys(this.flagged).length > 0) return this.path
    await rm(this.path, { force: true })
    return null
  }
}

/** A cell that starts like a formula is run by spreadsheets: an apostrophe before it keeps it text. */
function toCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text
  return `"${safe.toWellFormed().replaceAll('"', '""')}"`
}
