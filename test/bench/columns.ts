/** Goal 11: opening the typed columns of a full cache beside reading its rows one by one, and beside its own bytes with their checksums. */
import type { Contest } from './contest.ts'
import { inTurn, runPart } from './part.ts'
import { readyCache } from './ready-cache.ts'
import { median, type Sample } from './verdict.ts'

const COLUMNS = 'columns ready'
const ROWS = 'reading the rows'
const BYTES = 'reading the bytes'
/** Fresh processes in each round: a start is cold, and a few milliseconds long. */
const TIMES = 3

export async function columns(work: string, count: number): Promise<Contest> {
  const { path } = await readyCache(work, count)
  const contenders = { [COLUMNS]: () => several(path, 'columns'), [ROWS]: () => several(path, 'rows'), [BYTES]: () => several(path, 'bytes') }
  return {
    name: 'columns', reports: count, round: (n) => inTurn(n, contenders),
    claims: [
      { goal: '11', ours: COLUMNS, beside: ROWS, limit: 1 / 40, of: 'time' },
      { goal: '11', ours: COLUMNS, beside: BYTES, limit: 1.5, of: 'time', binding: false },
      { goal: '11', ours: BYTES, beside: ROWS, limit: 1 / 40, of: 'time', binding: false },
    ],
    limits: [ROWS],
  }
}

async function several(path: string, how: 'columns' | 'rows' | 'bytes'): Promise<Sample> {
  const samples: Sample[] = []
  for (let i = 0; i < TIMES; i++) samples.push(await runPart<Sample>('columns-open.ts', { path, how }))
  return { wallMs: median(samples.map(({ wallMs }) => wallMs)), cpuMs: median(samples.map(({ cpuMs }) => cpuMs)), answer: samples[0]!.answer }
}
