/** What a line of the log must not hold: secrets, numbers of people, the name of whose PC this is; and nothing that a terminal or an editor would obey. */

/** A word alone before a blank says nothing (`exit code 5`); before a sign it names what follows. */
const TOKEN_WORDS = /\b(token|code|password|secret|authorization|cookie)\b(["']?\s*[:=]\s*["']?)(?:(?:bearer|basic)\s+)?[^\s"',;}]+|\b(bearer)(\s+)[^\s"',;}]+/gi
const LONG_SECRET = /[A-Za-z0-9_-]{32,}(?:\.[A-Za-z0-9_-]+)*/g
/** Digits on both sides would make it another number. Separators as people write them. */
const PHONE = /(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g
const ID_NUMBER = /(?<!\d)\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dXx])/g
const LANDLINE = /(?<!\d)0\d{2,3}-\d{7,8}(?!\d)/g
/** C1 controls, line separators and the marks that turn the direction of writing; JSON escapes the rest. */
// oxlint-disable-next-line no-control-regex
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g

/** `home` is the user's folder, whose name is often a person's. */
export function redact(text: string, home: string): string {
  const plain = home.length > 3 ? text.replaceAll(home, '~') : text
  return plain
    .replace(TOKEN_WORDS, '$1$2$3$4[secret]').replace(ID_NUMBER, '[id]').replace(PHONE, '[phone]').replace(LANDLINE, '[phone]').replace(LONG_SECRET, '[secret]')
    .replace(UNSEEN, (sign) => (sign === '\n' ? ' | ' : ' '))
}
