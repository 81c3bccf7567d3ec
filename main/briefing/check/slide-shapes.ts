/** The shapes of one slide: text by paragraph, tables by cell; of a chart or a diagram only where it lies (ECMA-376 part 1: PresentationML, DrawingML). */
import type { ShownTable, ShownText } from './shown-deck.ts'
import { below, childOf, childrenOf, chosen, relationOf, textOf, type XmlNode } from './xml.ts'

/** Has a part of its own. */
export interface PlacedPart {
  kind: 'chart' | 'diagram'
  name: string
  relation: string | null
}

export function shapesOf(slide: XmlNode): (ShownText | ShownTable | PlacedPart)[] {
  const tree = below(slide, 'cSld', 'spTree')
  return tree === undefined ? [] : shapesIn(tree)
}

function shapesIn(parent: XmlNode): (ShownText | ShownTable | PlacedPart)[] {
  return chosen(parent).flatMap((node) => {
    switch (node.name) {
      case 'grpSp': return shapesIn(node)
      case 'sp': return [textShape(node)]
      case 'graphicFrame': return frame(node)
      default: return []
    }
  })
}

function textShape(node: XmlNode): ShownText {
  const own = childOf(node, 'nvSpPr')
  const holder = below(own, 'nvPr', 'ph')?.attributes.get('type') ?? ''
  return { kind: 'text', name: nameOf(own), isTitle: holder === 'title' || holder === 'ctrTitle', paragraphs: paragraphsOf(childOf(node, 'txBody')) }
}

function frame(node: XmlNode): (ShownTable | PlacedPart)[] {
  const name = nameOf(childOf(node, 'nvGraphicFramePr'))
  const data = below(node, 'graphic', 'graphicData')
  const [table, chart, diagram] = [childOf(data, 'tbl'), childOf(data, 'chart'), childOf(data, 'relIds')]
  if (table !== undefined) return [{ kind: 'table', name, rows: childrenOf(table, 'tr').map((row) => childrenOf(row, 'tc').map((cell) => paragraphsOf(childOf(cell, 'txBody')).join('\n'))) }]
  if (chart !== undefined) return [{ kind: 'chart', name, relation: relationOf(chart) }]
  return diagram === undefined ? [] : [{ kind: 'diagram', name, relation: relationOf(diagram, 'dm') }]
}

const nameOf = (own: XmlNode | undefined): string => childOf(own, 'cNvPr')?.attributes.get('name') ?? ''

export const paragraphsOf = (body: XmlNode | undefined): string[] => childrenOf(body, 'p').map(paragraphText)

export const paragraphText = (paragraph: XmlNode): string => chosen(paragraph).map(pieceOf).join('')

/** However a program cuts a paragraph into runs. */
function pieceOf(node: XmlNode): string {
  if (node.name === 'br') return '\n'
  if (node.name === 'r' || (node.name === 'fld' && !/^(slidenum|datetime)/.test(node.attributes.get('type') ?? ''))) return textOf(childOf(node, 't'))
  return ''
}
