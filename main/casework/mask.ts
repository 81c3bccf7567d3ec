/** Masks personal data before a row's text is formed: names, and phone or identity numbers inside free text. */

/** Family names of two characters; any other Chinese name begins with one. */
const DOUBLE_FAMILY_NAMES = new Set(['欧阳', '司马', '上官', '诸葛', '东方', '皇甫', '尉迟', '公孙', '慕容', '令狐', '宇文', '长孙', '司徒', '夏侯', '端木', '南宫', '独孤', '轩辕', '申屠', '钟离', '闻人'])

/** The family name and one star; for other scripts the first character. An empty name stays empty. */
export function maskName(name: string): string {
  const letters = [...name.replace(/[\p{Cf}\p{Z}\s]/gu, '')]
  if (letters.length === 0) return ''
  const double = letters.slice(0, 2).join('')
  return `${DOUBLE_FAMILY_NAMES.has(double) ? double : letters[0]}*`
}

/** First three and last four digits; a number of seven digits or fewer keeps its last two. */
export function maskNumber(number: string): string {
  const kept = [...number.normalize('NFKC')].filter((c) => /[0-9Xx*]/.test(c)).join('')
  if (kept.includes('*')) return kept
  if (kept.length <= 7) return '*'.repeat(Math.max(0, kept.length - 2)) + kept.slice(-2)
  return `${kept.slice(0, 3)}${'*'.repeat(kept.length - 7)}${kept.slice(-4)}`
}

/** One digit in any script, or the X that may end an identity number. */
const DIGIT = /^[\p{Nd}XxXx]$/u
/** What people put between digits: blanks, dashes, dots, slashes, brackets, invisible characters. At most three in a row. */
const GAP = /^[\p{Z}\s\p{Cf}\p{Mn}\p{Pd}−ー_.·•・,，、/\\|()（）[\]【】*＊~～+＋]$/u
const GAP_MAX = 4

/**
 * The numbers that must not be shown: 18- and 15-digit identity numbers with a possible birth date, mainland mobile
 * numbers, landlines with an area code. Numbers spelled out in words are a documented limit.
 */
const NUMBERS = new RegExp(
  [
    String.raw`[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]`,
    String.raw`[1-9]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)`,
    String.raw`1[3-9]\d{9}`,
    String.raw`(?<!\d)0(?:10|2\d|[3-9]\d{2})[2-9]\d{6,7}(?!\d)`,
  ].join('|'),
  'g',
)
/** A ten-digit number in the North American grouping, which imported cities bring along. */
const GROUPED = /(?<![\d*])\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?!\d)/g

/** The text with every such number reduced to its first three and last four digits. */
export function maskText(text: string): string {
  if (!/\p{Nd}/u.test(text)) return text
  const letters = [...text]
  const hidden = new Map<number, { end: number; shown: string }>()
  for (const run of digitRuns(letters)) {
    for (const match of run.digits.matchAll(NUMBERS)) {
      const end = match.index + match[0].length
      hidden.set(run.at[match.index] ?? 0, { end: run.at[end - 1] ?? 0, shown: maskNumber(match[0]) })
    }
  }
  let masked = ''
  for (let i = 0; i < letters.length; i += 1) {
    const number = hidden.get(i)
    masked += number === undefined ? letters[i] : number.shown
    if (number !== undefined) i = number.end
  }
  return masked.replace(GROUPED, (number) => maskNumber(number))
}

interface DigitRun {
  digits: string
  /** Position in the text of each digit. */
  at: number[]
}

/** Digits that belong together although something stands between them. */
function digitRuns(letters: string[]): DigitRun[] {
  const runs: DigitRun[] = []
  let run: DigitRun = { digits: '', at: [] }
  let gap = 0
  for (const [i, letter] of letters.entries()) {
    if (DIGIT.test(letter)) {
      run.digits += digitOf(letter)
      run.at.push(i)
      gap = 0
    } else if (run.at.length > 0 && (!GAP.test(letter) || (gap += 1) > GAP_MAX)) {
      runs.push(run)
      run = { digits: '', at: [] }
      gap = 0
    }
  }
  if (run.at.length > 0) runs.push(run)
  return runs.filter((r) => r.digits.length >= 10)
}

function digitOf(letter: string): string {
  const plain = letter.normalize('NFKC').toUpperCase()
  if (/^[0-9X]$/.test(plain)) return plain
  // Decimal digits of every script come in blocks of ten in order; the block's zero is the nearest one below.
  let code = letter.codePointAt(0) ?? 0
  let value = 0
  while (value < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(code - 1))) {
    code -= 1
    value += 1
  }
  return String(value)
}
