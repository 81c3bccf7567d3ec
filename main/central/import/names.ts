/** Names of a file → ids: readable where possible, unique whatever the names are, the same on the next import. */
import { createHash } from 'node:crypto'

/** Same key = same name: spacing, case and width do not make a second area. Hidden characters do, so that nothing is merged unseen. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()
}

/** For finding look-alike ids only, never stored: also without hidden characters and inner spaces. */
export function lookAlikeKey(id: string): string {
  return id.normalize('NFKC').replace(/[\s\p{Cf}]+/gu, '').toLowerCase()
}

/** Letters and digits of any script, joined by single hyphens, at most 60 characters; '' when the name has none. */
export function slug(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{Mn}+/gu, '').normalize('NFKC').toLowerCase()
  const joined = plain.replace(/[^\p{L}\p{N}]+/gu, '-')
  return [...joined].slice(0, 60).join('').replace(/^-+|-+$/g, '')
}

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 6)

/** The slug with a piece of the name's hash behind it, for names whose slug is empty or taken. */
const salts = (key: string, base: string): string[] => ['', '+', '++'].map((salt) => `${base || 'x'}-${shortHash(key + salt)}`)

/** Gives each name one id below `prefix`. Names known from an earlier import keep theirs, whatever the order now. */
export class Naming {
  readonly #prefix: string
  readonly #ids = new Map<string, string>()
  readonly #taken = new Set<string>()

  constructor(prefix: string, reserved: string[], known: Iterable<{ name: string; id: string }>) {
    this.#prefix = prefix
    for (const word of reserved) this.#taken.add(prefix + word)
    for (const { name, id } of known) {
      this.#ids.set(nameKey(name), id)
      this.#taken.add(id)
    }
  }

  idOf(name: string): string {
    const key = nameKey(name)
    const known = this.#ids.get(key)
    if (known !== undefined) return known
    const base = slug(name)
    const id = [base, ...salts(key, base)].map((word) => this.#prefix + word).find((one) => one !== this.#prefix && !this.#taken.has(one))
    if (id === undefined) throw new Error(`no id can be found for ${name}`)
    this.#ids.set(key, id)
    this.#taken.add(id)
    return id
  }
}
