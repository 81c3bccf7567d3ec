/** What SQLite or JSON would keep otherwise than it was given is refused: the central compares hashes of the very text. */
import { LIMITS, type NewOp } from './op.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const LONGEST_NAME = 200

/** Null when there is none. */
export function findFlaw(ops: readonly NewOp[]): string | null {
  if (ops.length === 0) return 'there is nothing to save'
  if (ops.length > LIMITS.pushOps) return `more than ${LIMITS.pushOps} edits at once`
  if (new Set(ops.map(({ op_id }) => op_id)).size < ops.length) return 'one op_id twice'
  for (const op of ops) {
    const flaw = flawOf(op)
    if (flaw !== null) return flaw
  }
  return null
}

function flawOf({ op_id, scope, type, row_id, kind, body, depends_on = [], skew_ms }: NewOp): string | null {
  for (const id of [op_id, ...depends_on]) if (!UUID.test(id)) return 'an op_id is a random UUID in lower case'
  for (const [name, text] of Object.entries({ scope, type, row_id, kind })) if (!isName(text)) return `${name} is empty, too long or no whole text`
  if (skew_ms !== undefined && skew_ms !== null && !Number.isFinite(skew_ms)) return 'skew_ms is no number'
  return flawOfBody(body, LIMITS.bodyBytes)
}

export const isName = (text: string): boolean => text.length > 0 && text.length <= LONGEST_NAME && isWholeText(text)

/** A lone surrogate would become U+FFFD, and text ends at a NUL for some readers. */
const isWholeText = (text: string): boolean => text.isWellFormed() && !text.includes('\0')

export function flawOfBody(body: string, mostBytes: number): string | null {
  if (!isWholeText(body)) return 'the body is no whole text'
  if (Buffer.byteLength(body) > mostBytes) return `the body is longer than ${mostBytes} bytes`
  try {
    JSON.parse(body)
  } catch {
    return 'the body is no JSON'
  }
  return null
}
