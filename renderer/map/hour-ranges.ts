/** Hours of the day as the fewest words: 11–13, 17. */

export function hourRanges(hours: readonly number[]): string {
  const sorted = [...hours].toSorted((a, b) => a - b)
  const ranges: [number, number][] = []
  for (const hour of sorted) {
    const last = ranges.at(-1)
    if (last && last[1] === hour - 1) last[1] = hour
    else ranges.push([hour, hour])
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ')
}
