/** The bench's table and its last line. */
import type { Outcome } from './contest.ts'
import { type Finding, median, spread } from './verdict.ts'

const HEAD = ['goal', 'reports', 'ours', '', 'beside', '', 'ratio', 'worst', 'CPU', 'limit', 'verdict'] as const

export function tableOf(outcomes: readonly Outcome[]): string[] {
  const rows = outcomes.flatMap(({ reports, findings }) => findings.map((finding) => rowOf(reports, finding)))
  const again = outcomes.flatMap(({ contest, reports, setAside = [] }) => (setAside.length === 0 ? [] : [`${contest} at ${reports}: ${setAside.length} of the rounds set aside for the machine’s pace before them, and measured again`]))
  const reasons = outcomes.flatMap(({ findings, reports }) => findings.flatMap(({ goal, why, verdict }) => (why === '' ? [] : [`goal ${goal} at ${reports}: ${verdict}: ${why}`])))
  return [...(rows.length === 0 ? [] : aligned([[...HEAD], ...rows])), '', ...figureRows(outcomes), ...aligned(paceRows(outcomes)), ...again, ...reasons]
}

function rowOf(reports: number, finding: Finding): string[] {
  const unit = { time: 'ms', cpu: 'ms CPU', memory: 'MB', exactness: '' }[finding.of]
  const { oursMedian, besideMedian, ratio, worst, cpuRatio, limit } = finding
  return [
    finding.goal, String(reports), finding.ours, `${number(oursMedian)} ${unit}`.trim(), finding.beside, `${number(besideMedian)} ${unit}`.trim(),
    number(ratio), number(worst), cpuRatio === null ? '–' : number(cpuRatio), number(limit), finding.verdict,
  ]
}

function figureRows(outcomes: readonly Outcome[]): string[] {
  return outcomes.flatMap(({ contest, reports, figures }) => {
    if (figures === undefined) return []
    const rows = Object.entries(figures).map(([name, times]) => [name, `${number(median(times))}${name.endsWith('%') ? '' : ' ms'}`, `${number(Math.min(...times))}–${number(Math.max(...times))}`])
    return [...aligned([[`${contest}, ${reports} reports`, 'median', 'range'], ...rows]), '']
  })
}

/** The machine's own pace over the whole run. */
function paceRows(outcomes: readonly Outcome[]): string[][] {
  const paces = outcomes.flatMap((outcome) => outcome.paces)
  const rows = Object.keys(paces[0] ?? {}).map((name) => {
    const times = paces.map((pace) => pace[name]!)
    return [name, `${number(median(times))} ms`, `${number(Math.min(...times))}–${number(Math.max(...times))}`, number(spread(times))]
  })
  return rows.length === 0 ? [] : [['calibration', 'median', 'range', 'max/min'], ...rows]
}

/** Three significant digits are all a measurement has. */
function number(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(3))) : '–'
}

function aligned(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ').trimEnd())
}

/** Void and unclaimed goals are not passed ones; `broken` says what could not be measured at all. */
export function verdictOf(outcomes: readonly Outcome[], broken: readonly string[] = []): { ok: boolean; line: string } {
  const binding = outcomes.flatMap(({ findings, reports }) => findings.filter(({ verdict }) => verdict !== 'information').map((finding) => ({ ...finding, reports })))
  const failed = [...binding.filter(({ verdict }) => verdict !== 'passed').map(({ goal, reports, ours, verdict }) => `${goal} at ${reports} (${ours}) ${verdict}`), ...broken]
  if (failed.length === 0) return { ok: true, line: binding.length === 0 ? 'bench: figures without a claim' : `bench: all ${binding.length} claims hold` }
  const held = binding.filter(({ verdict }) => verdict === 'passed').length
  return { ok: false, line: `bench: ${held} of ${binding.length} claims hold; ${failed.join('; ')}` }
}
