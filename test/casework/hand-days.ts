/** Days off and make-up workdays copied by hand from the State Council's notices for 2025 (国庆节、中秋节) and 2026 (元旦、春节), and a plain reading of them. */

export const OFF = [
  '2025-10-01', '2025-10-02', '2025-10-03', '2025-10-04', '2025-10-05', '2025-10-06', '2025-10-07', '2025-10-08',
  '2026-01-01', '2026-01-02', '2026-01-03',
  '2026-02-15', '2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20', '2026-02-21', '2026-02-22', '2026-02-23',
]
export const ON = ['2025-09-28', '2025-10-11', '2026-01-04', '2026-02-14', '2026-02-28']
/** Between these dates the lists above are whole. */
export const [WHOLE_FROM, WHOLE_TO] = ['2025-09-01', '2026-03-31']

export function worksByHand(date: string): boolean {
  if (ON.includes(date)) return true
  const weekday = new Date(`${date}T12:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !OFF.includes(date)
}
