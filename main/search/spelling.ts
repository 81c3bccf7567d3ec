/** How a name is typed: its characters, and of each Han character the pinyin it has in this name. */
import { customPinyin, pinyin } from 'pinyin-pro'

export interface Spelling {
  /** As they are compared: one width, small letters, no spaces. */
  chars: string[]
  /** Pinyin without tone, `v` for ü; null for what is not Han. */
  sounds: (string | null)[]
  /** Everything a match may begin with: most names fail at this look. */
  firsts: string
}

// The library reads 牟 as a family name of the north; the town in Yuyao is Moushan.
customPinyin({ 牟山: 'móu shān' })

/** One form for names and for what is typed. */
export function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, '')
}

const HAN = /\p{Script=Han}/u

export function spell(name: string): Spelling {
  const chars = [...plain(name)]
  const read = chars.length === 0 ? [] : pinyin(chars.join(''), { toneType: 'none', type: 'array', v: true })
  // A character outside the library's tables stands for itself; were they not one each, none would be trusted.
  const isEach = read.length === chars.length
  const sounds = chars.map((char, n) => (isEach && HAN.test(char) && read[n] !== char ? read[n]! : null))
  return { chars, sounds, firsts: [...chars, ...sounds.map((sound) => sound?.[0] ?? '')].join('') }
}
