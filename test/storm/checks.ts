/** What a storm is judged by: a line with what was measured, what was wanted, and whether it held. */

export interface Check {
  what: string
  measured: string | number
  target: string
  ok: boolean
}

export const check = (what: string, measured: string | number, target: string, ok: boolean): Check => ({ what, measured, target, ok })
export const none = (what: string, found: number): Check => check(what, found, '0', found === 0)
/** Like `none`, with what was found: a run in a hundred that fails must say why the first time. */
export const noneOf = (what: string, found: readonly { wrong: string; what: string }[]): Check =>
  check(what, found.length === 0 ? 0 : `${found.length}: ${found.slice(0, 5).map((one) => `${one.wrong}: ${one.what}`).join(' | ')}`, '0', found.length === 0)
export const atMost = (what: string, measured: number, limit: number, unit = ''): Check =>
  check(what, `${round(measured)}${unit}`, `≤ ${round(limit)}${unit}`, measured <= limit)
export const atLeast = (what: string, measured: number, limit: number, unit = ''): Check =>
  check(what, `${round(measured)}${unit}`, `≥ ${round(limit)}${unit}`, measured >= limit)
/** A figure worth knowing that nothing is demanded of. */
export const figure = (what: string, measured: string | number): Check => check(what, typeof measured === 'number' ? round(measured) : measured, '', true)

const round = (n: number): number => (Math.abs(n) >= 100 ? Math.round(n) : Math.round(n * 100) / 100)

export function printChecks(title: string, checks: readonly Check[]): void {
  const width = Math.max(...checks.map(({ what }) => what.length))
  const middle = Math.max(...checks.map(({ measured }) => String(measured).length))
  console.log(`\n${title}`)
  for (const { what, measured, target, ok } of checks) console.log(`  ${ok ? ' ' : '✖'} ${what.padEnd(width)}  ${String(measured).padStart(middle)}  ${target}`)
}
