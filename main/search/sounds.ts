/** Every sound a character can have, read or not in its context: in free text a search must not depend on a reading that was guessed. */
import { pinyin } from 'pinyin-pro'

const HAN = /\p{Script=Han}/u
const NONE: readonly string[] = []
const known = new Map<string, readonly string[]>()

/** Pinyin without tone, ü as v and, as it is often typed, as u; none for what is not Han. */
export function soundsOf(char: string): readonly string[] {
  const found = known.get(char)
  if (found !== undefined) return found
  const sounds = HAN.test(char) ? listSounds(char) : NONE
  known.set(char, sounds)
  return sounds
}

function listSounds(char: string): readonly string[] {
  const read = pinyin(char, { multiple: true, toneType: 'none', type: 'array', v: true }).filter((sound) => /^[a-z]+$/.test(sound))
  return [...new Set(read.flatMap((sound) => (sound.includes('v') ? [sound, sound.replace('v', 'u')] : [sound])))]
}

/** Whether typed letters spell some run of the characters: each by a whole sound, its first letter (or zh, ch, sh), or at the end the begin of a sound; Latin letters by themselves. */
export function soundLike(chars: readonly string[], typed: string): boolean {
  for (let start = 0; start < chars.length; start++) if (spells(chars, start, typed)) return true
  return false
}

function spells(chars: readonly string[], start: number, typed: string): boolean {
  let reached = [0]
  for (let at = start; at < chars.length && reached.length > 0; at++) {
    const next = new Set<number>()
    for (const pos of reached) {
      for (const end of endsOf(chars[at]!, typed, pos)) {
        if (end === typed.length) return true
        next.add(end)
      }
    }
    reached = [...next]
  }
  return false
}

/** How far into the text one character may take it. */
function endsOf(char: string, typed: string, pos: number): number[] {
  const ends = char === typed[pos] && char !== "'" ? [pos + 1] : []
  for (const sound of soundsOf(char)) {
    if (sound[0] !== typed[pos]) continue
    ends.push(pos + 1)
    if (sound[1] === 'h' && typed[pos + 1] === 'h') ends.push(pos + 2)
    if (typed.startsWith(sound, pos)) {
      const end = pos + sound.length
      // An apostrophe parts syllables: xi'an.
      ends.push(end, ...(typed[end] === "'" && end + 1 < typed.length ? [end + 1] : []))
    } else if (sound.startsWith(typed.slice(pos))) ends.push(typed.length)
  }
  return ends
}
