/** What every slide is composed from: the facts by id, the words of the language, and who makes the deck. */
import type { DeckQuestion, Fact, FigureFormat, Line, Span, Visual } from '../../../preload/contract/deck.ts'
import { en } from '../messages/en.ts'
import { zhCN } from '../messages/zh-CN.ts'
import type { Days, Place } from './plan.ts'
import { figureAt, fill, numberAt, textAt, textOf } from './spans.ts'

export type MessageKey = keyof typeof zhCN

/** Whoever makes a deck says who and what they are; nothing here is read from a clock. */
export interface DeckMakers {
  /** A UUID. */
  run: string
  madeAt: number
  author: string
  /** The author in short: name and account. */
  contact: string
  /** Program and version. */
  generator: string
  /** '' where the console has none. */
  approvalNumber: string
}

export interface Scene {
  question: DeckQuestion
  makers: DeckMakers
  days: Days
  place: Place
  /** As it is called on slides. */
  areaName: string
  timeZone: string
  simulated: boolean
  facts: ReadonlyMap<string, Fact>
}

/** Of the definitions that facts and titles follow; it rises when one of them changes. */
export const DEFINITIONS = '1'

export const messageOf = ({ question }: Scene, key: MessageKey): string => (question.english ? en : zhCN)[key]

export function say(scene: Scene, key: MessageKey, blanks: Record<string, Line | Span | string | number> = {}): Line {
  const message = messageOf(scene, key)
  const single: Record<string, Span | string | number> = {}
  const lines = new Map<string, Line>()
  for (const [name, value] of Object.entries(blanks)) {
    if (Array.isArray(value)) lines.set(name, value)
    else single[name] = value
  }
  return message.split(/(\{\w+\})/).flatMap((part) => lines.get(part.slice(1, -1)) ?? fill(part, single))
}

export const plainly = (scene: Scene, key: MessageKey, blanks: Record<string, Line | Span | string | number> = {}): string => textOf(say(scene, key, blanks))

export function factOf({ facts }: Scene, id: string): Fact {
  const fact = facts.get(id)
  if (fact === undefined) throw new Error(`the deck has no fact ${id}`)
  return fact
}

export const figure = (scene: Scene, fact: Fact, row: number, column: string, format: FigureFormat): Span => figureAt(fact, row, column, format, scene.timeZone)

/** In the deck's language, short enough for a cell. */
export function nameAt(scene: Scene, fact: Fact, row: number, column = 'name', longest = scene.question.english ? 30 : 16): string {
  const own = textAt(fact, row, column)
  return clip(scene.question.english ? textAt(fact, row, `${column}En`) || own : own, longest)
}

// What cannot be seen but moves or hides what can: controls, marks of direction, halves of characters.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}]+/gu

/** On one line, of at most so many characters. */
export function clip(name: string, longest: number): string {
  const letters = [...name.replaceAll(/\s+/gu, ' ').replace(UNSEEN, '').trim()]
  return letters.length <= longest ? letters.join('') : `${letters.slice(0, longest - 1).join('')}…`
}

/** A title fits one line of its box. */
export const LONGEST = { zh: 26, en: 58 } as const
export const lengthOf = (line: Line): number => [...textOf(line)].length

/** The first that fits; the last must. */
export function fitting({ question }: Scene, candidates: readonly Line[]): Line {
  const longest = question.english ? LONGEST.en : LONGEST.zh
  return candidates.find((line) => lengthOf(line) <= longest) ?? candidates.at(-1)!
}

export type SlideParts = { id: string; title: Line; visual: Visual; soWhat?: Line; facts: readonly Fact[]; definition: MessageKey }

/** A sentence starts with a capital in English. */
export function sentence(line: Line): Line {
  const [first, ...rest] = line
  return first === undefined || first.figure !== undefined ? line : [{ text: first.text.slice(0, 1).toUpperCase() + first.text.slice(1) }, ...rest]
}

/** Whether handovers, or cases, are held for the whole of the deck's area, for a part of it, or not at all. */
export function heldPart(scene: Scene, what: 'orders' | 'cases'): 'whole' | 'part' | 'none' {
  const [held, of] = (what === 'orders' ? ['heldDistricts', 'districts'] : ['officeStreets', 'streets']).map((column) => numberAt(factOf(scene, 'place'), 0, column) ?? 0)
  return held === 0 ? 'none' : held! >= of! ? 'whole' : 'part'
}

export const reports = (scene: Scene): number => numberAt(factOf(scene, 'kpi-reports'), 0, 'now') ?? 0



