/** The lines of a snapshot's part, judged one by one and put where they wait for the swap. */
import { SnapshotLine } from '../sync/protocol.ts'
import { STAGE_CELLS } from './migrations.ts'
import { mayStagePoints, stagePoints, type StagedPoint } from './point-stage.ts'
import { judgeRow, kindOfScope, type Fate } from './rows.ts'
import { isSurelyLine } from './sure.ts'
import type { WriterContext } from './writer-context.ts'

interface StagedLine {
  line: SnapshotLine
  fate: Exclude<Fate, { fate: 'refused' }>
}
export interface Part {
  scope: string
  snapshotId: string
  n: number
  /** Uncompressed NDJSON. */
  bytes: Uint8Array
}
/** `points` are those in the stage of points; null when the part was staged before. */
export type StagedLines = { ok: true; points: StagedPoint[] | null } | { ok: false; why: string }

/** The caller has the transaction. */
export function stageLines(context: WriterContext, part: Part, rows: number): StagedLines {
  if (context.sql('SELECT 1 FROM stage_part WHERE scope = ? AND part = ?').get(part.scope, part.n)) return { ok: true, points: null }
  const texts = textOf(part.bytes).split('\n')
  if (texts.at(-1) === '') texts.pop()
  if (texts.length !== rows) return { ok: false, why: `${texts.length} rows instead of ${rows}` }
  const { points, others, refused } = judgeLines(context, part, texts)
  // A point whose id is there already waits among the other rows.
  stageRows(context, part, [...others, ...stagePoints(context, part.scope, points)])
  if (refused > 0) context.sql('UPDATE scope SET refused = refused + ? WHERE id = ?').run(refused, part.scope)
  return { ok: true, points }
}

function judgeLines(context: WriterContext, part: Part, texts: string[]): { points: StagedPoint[]; others: StagedLine[]; refused: number } {
  const kind = kindOfScope(part.scope)
  const hasPointStage = mayStagePoints(context, part.scope)
  const points: StagedPoint[] = []
  const others: StagedLine[] = []
  let refused = 0
  for (const text of texts) {
    const line = readLine(text)
    const fate = line && judgeRow(kind, line)
    // A line that is none, in a part whose sum is right: asking again would bring it again.
    if (!line || !fate || fate.fate === 'refused') refused += 1
    else if (hasPointStage && fate.fate === 'row' && fate.type === 'point') points.push({ line, fate })
    else others.push({ line, fate })
  }
  return { points, others, refused }
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')

function readLine(text: string): SnapshotLine | null {
  try {
    const value: unknown = JSON.parse(text)
    if (isSurelyLine(value)) return value
    const parsed = SnapshotLine.safeParse(value)
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

const STAGE_SQL = `INSERT INTO stage_row VALUES (NULL, ?, ?, ?, ?, ?, ?, ?${', ?'.repeat(STAGE_CELLS)})`
const NO_CELLS: null[] = Array.from({ length: STAGE_CELLS }, () => null)

/** Notes the part with the numbers and the good types of its rows. */
function stageRows(context: WriterContext, part: Part, lines: StagedLine[]): void {
  const insert = context.sql(STAGE_SQL)
  const types = new Set<string>()
  const before = Number(context.sql('SELECT coalesce(max(n), 0) AS n FROM stage_row').get()?.['n'])
  for (const { line, fate } of lines) {
    if (fate.fate === 'row') types.add(line.type)
    insert.run(line.type, line.id, line.ver, fate.h, line.row, fate.fate, fate.fate === 'bad' ? fate.why : null, ...cellsOf(fate))
  }
  context.sql('INSERT INTO stage_part VALUES (?, ?, ?, ?, ?, ?)').run(part.scope, part.snapshotId, part.n, before + 1, before + lines.length, [...types].join(','))
}

function cellsOf(fate: Fate): unknown[] {
  if (fate.fate !== 'row') return NO_CELLS
  return fate.cells.length === STAGE_CELLS ? fate.cells : [...fate.cells, ...NO_CELLS.slice(fate.cells.length)]
}

/** Types with good rows in `stage_row`. */
export function stagedTypes(context: WriterContext, scope: string): Set<string> {
  const lists = context.sql('SELECT types FROM stage_part WHERE scope = ?').all(scope)
  return new Set(lists.flatMap((row) => String(row['types']).split(',')))
}
