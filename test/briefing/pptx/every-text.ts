/** Every part of an Office file as text, parts of embedded workbooks too: where a word that must not leave would be found. */
import { unzipSync } from 'fflate'

/** By name; a part of a workbook inside is 'ppt/embeddings/workbook1.xlsx!xl/…'. */
export function everyText(bytes: Uint8Array, within = ''): Map<string, string> {
  const texts = new Map<string, string>()
  for (const [name, part] of Object.entries(unzipSync(bytes))) {
    if (name.endsWith('.xlsx')) for (const [inner, text] of everyText(part, `${within}${name}!`)) texts.set(inner, text)
    // Bytes of pictures are looked through as well: names in them are Latin or UTF-8.
    else texts.set(`${within}${name}`, new TextDecoder().decode(part))
  }
  return texts
}
