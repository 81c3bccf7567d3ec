/** Hours of the day and days of the week as people say them. */

/** [11,12,17] → "11–13、17–18": each run by its beginning and its end. A run over midnight stays one: [22,23,0] → "22–1". */
export function phraseHours(hours: readonly number[], separator = '、'): string {
  const chosen = new Set(hours)
  if (chosen.size === 0 || chosen.size === 24) return ''
  const starts = [...chosen].filter((hour) => !chosen.has((hour + 23) % 24)).sort((a, b) => a - b)
  return starts.map((start) => {
    let length = 1
    while (chosen.has((start + length) % 24)) length++
    const end = (start + length) % 24
    return `${start}–${end === 0 ? 24 : end}`
  }).join(separator)
}

/** [1,2,3,4,5,7] → [[1, 5], [7, 7]]: runs of ISO weekdays, Monday first. Empty where none or all are chosen. */
export function runsOfWeekdays(weekdays: readonly number[]): [first: number, last: number][] {
  const chosen = new Set(weekdays)
  if (chosen.size === 0 || chosen.size === 7) return []
  const runs: [number, number][] = []
  for (const day of [...chosen].sort((a, b) => a - b)) {
    const run = runs.at(-1)
    if (run?.[1] === day - 1) run[1] = day
    else runs.push([day, day])
  }
  return runs
}
