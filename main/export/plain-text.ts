/** Text on its way into a file: what no file can hold is shown as a square, and what a spreadsheet would compute stays text. */

/** Control characters (all but tab and line ends), halves of surrogate pairs, and non-characters: XML 1.0 forbids them, UTF-8 cannot say them. */
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffd-\uffff]|\p{Surrogate}|[\u{1fffe}\u{1ffff}\u{2fffe}\u{2ffff}\u{3fffe}\u{3ffff}\u{4fffe}\u{4ffff}\u{5fffe}\u{5ffff}\u{6fffe}\u{6ffff}\u{7fffe}\u{7ffff}\u{8fffe}\u{8ffff}\u{9fffe}\u{9ffff}\u{afffe}\u{affff}\u{bfffe}\u{bffff}\u{cfffe}\u{cffff}\u{dfffe}\u{dffff}\u{efffe}\u{effff}\u{ffffe}\u{fffff}\u{10fffe}\u{10ffff}]/gu

/** The replacement character itself would do, but the XLSX writer drops it without a word. */
export const SQUARE = '\u25a1'

export function plainText(text: string): string {
  return text.replace(UNWRITABLE, SQUARE)
}

/** What begins a formula in a spreadsheet, after whatever an eye or a trimming import would pass over; the wide forms count in East Asian versions. */
const FORMULA = /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u

/** The prefix rule of CSV: an apostrophe before such text, which a spreadsheet takes for “this is text”. Only texts get it, never numbers. */
export function inertText(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}
