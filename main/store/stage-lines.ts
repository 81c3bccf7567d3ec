/** The judged lines of a snapshot's part, put where they wait for the swap. */
import { lineAt, type JudgedLine, type JudgedPart } from './judged-part.ts'
import { STAGE_CELLS } from './migrations.ts'
import { mayStagePoints, stagePoints } from './point-stage.ts'
import type { Fate } from './rows.ts'
import type { WriterContext } from './writer-context.ts'

/** Whether the part's points are in the stage of points now. The caller has the transaction. */
export function stageLines(context: WriterContext, part: JudgedPart): boolean {
  if (context.sql('SELECT 1 FROM stage_part WHERE scope = ? AND part = ?').get(part.scope, part.n)) return false
  const { points, others, refused } = part
  const hasPointStage = mayStagePoints(context, part.scope)
  // A point whose id is there already waits among the other rows.
  const among = hasPointStage ? stagePoints(context, part.scope, points) : Array.from({ length: points.size }, (_, i) => i)
  stageRows(context, part, [...others, ...among.map((i) => lineAt(points, i))])
  if (refused > 0) context.sql('UPDATE scope SET refused = refused + ? WHERE id = ?').run(refused, part.scope)
  return hasPointStage
}

const STAGE_SQL = `INSERT INTO stage_row VALUES (NULL, ?, ?, ?, ?, ?, ?, ?${', ?'.repeat(STAGE_CELLS)})`
const NO_CELLS: null[] = Array.from({ length: STAGE_CELLS }, () => null)

/** Notes the part with the numbers and the good types of its rows. */
function stageRows(context: WriterContext, part: JudgedPart, lines: JudgedLine[]): void {
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
