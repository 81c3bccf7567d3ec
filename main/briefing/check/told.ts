/** What a comparison tells of one place in a slide, before anything is asked again. */
import type { FigurePlace, Line } from '../../../preload/contract/deck.ts'
import { plainText } from '../../export/plain-text.ts'
import { compareLine, type Finding } from './line-difference.ts'

export interface Told extends Finding {
  place: FigurePlace
  label: string
}

export const isChanged = ({ was, shown }: Finding): boolean => was !== shown

/** A line whose words were changed and whose digits were not is told of as a whole: the same number may mean something else now. */
export function tellLine(line: Line, shown: string, place: FigurePlace, label: string): Told[] {
  const { isSame, findings } = compareLine(line, shown)
  const told = findings.map((finding): Told => ({ ...finding, place, label }))
  return isSame || findings.some(isChanged) ? told : [...told, tellWords(plainText(line.map(({ text }) => text).join('')), shown, place, label)]
}

export const tellWords = (was: string, shown: string | null, place: FigurePlace, label: string): Told => ({ source: null, was, shown: shown?.trim() === '' ? null : shown, place, label })

/** As it was written but for white space. */
export const isSameText = (one: string, other: string): boolean => one.replace(/\s+/gu, '') === other.replace(/\s+/gu, '')
