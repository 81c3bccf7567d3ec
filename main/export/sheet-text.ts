/** Text as a workbook keeps it: what it would read as something else is written so that it reads as it was. */
import { plainText } from './plain-text.ts'

/**
 * A workbook reads _x000D_ as a carriage return (ECMA-376 part 1, 22.9.2.19): text that looks so is escaped, and a real one written so.
 * The writer looks its texts up in a plain object, where “toString” and the like are taken for texts it has: their first letter is written so too.
 */
export function sheetText(text: string): string {
  const escaped = plainText(text).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').replaceAll('\r', '_x000D_').slice(0, 32_767)
  return escaped in Object.prototype ? `_x00${escaped.charCodeAt(0).toString(16).toUpperCase()}_${escaped.slice(1)}` : escaped
}

export const sheetName = (words: string): string => plainText(words).replace(/[[\]:*?/\\']/g, ' ').slice(0, 31)
