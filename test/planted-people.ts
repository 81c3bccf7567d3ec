/** People who do not exist, with names, telephones, plates and identity numbers, to be planted where rows may hold some and looked for where none may be. */
import { seeded } from './store/queries/filled-cache.ts'

export interface PlantedPerson {
  name: string
  phone: string
  plate: string
  id: string
}

export function plantedPeople(count: number, seed = 41): PlantedPerson[] {
  const random = seeded(seed)
  const pick = (from: string): string => [...from][Math.floor(random() * [...from].length)]!
  const digits = (length: number): string => Array.from({ length }, () => pick('0123456789')).join('')
  return Array.from({ length: count }, () => ({
    name: `${pick('赵钱孙李周吴郑王')}${pick('颖桐璟祺骞')}${pick('翀霏湉昕珩')}`, phone: `1${pick('3456789')}${digits(9)}`, plate: `浙B${pick('ABCDEFGH')}${digits(4)}`,
    id: `330205${1960 + Math.floor(random() * 40)}0${pick('123456789')}1${pick('0123456789')}${digits(3)}X`,
  }))
}

/** Every word of theirs that stands in the text. */
export function findPlanted(people: readonly PlantedPerson[], text: string): string[] {
  return [...new Set(people.flatMap(({ name, phone, plate, id }) => [name, phone, plate, id]))].filter((word) => text.includes(word))
}
