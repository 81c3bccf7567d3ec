/** Parts that are written anew: charts, their workbooks, pictures. Numbered in the order of the slides, where the library goes on counting for as long as its process lives. */
import { chartCells, FORMAT_CODES } from '../chart-cells.ts'
import { chartPart } from '../chart-part.ts'
import { chartWorkbook } from '../chart-workbook.ts'
import { dropPart, type Package, partOf, putText } from '../package.ts'
import type { NamedShape } from '../sheet.ts'
import { declare, relationships, relsName, slideNames, undeclare } from '../xml.ts'
import type { Fix, Mending } from './fix.ts'

const CHART = 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml'
/** While charts change places: each new name may be the old one of another. */
const ASIDE = 'ppt/charts/aside'

interface Held {
  part: string
  shape: NamedShape
}
/** Charts of all slides, in their order. */
function chartsOf({ pack, slides }: Mending): Held[] {
  return slideNames(pack).flatMap((slide, n) => {
    const shapes = (slides[n] ?? []).filter(({ chart }) => chart !== undefined)
    return relationships(pack, slide).filter(({ type }) => type === 'chart').map(({ target }, at) => ({ part: target, shape: shapes[at] ?? { name: '', alt: '' } }))
  })
}

function movePart(pack: Package, from: string, to: string): void {
  pack.parts.set(to, partOf(pack, from))
  dropPart(pack, from)
}

/** chart1, chart2, … with workbooks of the same numbers. */
export const chartNumbers: Fix = (mending) => {
  const { pack } = mending
  const moves = slideNames(pack).flatMap((slide) => relationships(pack, slide).filter(({ type }) => type === 'chart')).map((relationship, n) => {
    const workbook = relationships(pack, relationship.target).find(({ type }) => type === 'package')
    return { relationship, workbook, n: n + 1, aside: `${ASIDE}${n}.xml`, asideBook: `${ASIDE}${n}.xlsx` }
  })
  for (const { relationship, workbook, aside, asideBook } of moves) {
    undeclare(pack, relationship.target)
    movePart(pack, relationship.target, aside)
    dropPart(pack, relsName(relationship.target))
    if (workbook !== undefined) movePart(pack, workbook.target, asideBook)
  }
  for (const { relationship, workbook, n, aside, asideBook } of moves) {
    const part = `ppt/charts/chart${n}.xml`
    movePart(pack, aside, part)
    declare(pack, { part }, CHART)
    relationship.element.attributes.set('Target', `../charts/chart${n}.xml`)
    if (workbook === undefined) continue
    movePart(pack, asideBook, `ppt/embeddings/workbook${n}.xlsx`)
    putText(pack, relsName(part), `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/package" Target="../embeddings/workbook${n}.xlsx"/></Relationships>`)
  }
}

export const chartParts: Fix = (mending) => {
  for (const { part, shape: { chart } } of chartsOf(mending)) {
    const workbook = relationships(mending.pack, part).find(({ type }) => type === 'package')
    if (chart !== undefined && workbook !== undefined) putText(mending.pack, part, chartPart(chart, mending.style, workbook.id))
  }
}

export const chartWorkbooks: Fix = (mending) => {
  for (const { part, shape: { chart } } of chartsOf(mending)) {
    const workbook = relationships(mending.pack, part).find(({ type }) => type === 'package')
    if (chart !== undefined && workbook !== undefined) mending.pack.parts.set(workbook.target, chartWorkbook(chartCells(chart), FORMAT_CODES[chart.format]))
  }
}

const ENDINGS = { 'image/png': 'png', 'image/jpeg': 'jpeg' } as const

/** Each picture's own bytes, once, as they came; what stood in for them is dropped. */
export const pictures: Fix = ({ pack, slides, style: { logo } }) => {
  const put = (name: string, { type, bytes }: { type: 'image/png' | 'image/jpeg'; bytes: Uint8Array }): string => {
    const part = `ppt/media/${name}.${ENDINGS[type]}`
    pack.parts.set(part, bytes)
    return `../media/${name}.${ENDINGS[type]}`
  }
  const standIns = [...pack.parts.keys()].filter((name) => name.startsWith('ppt/media/'))
  for (const name of standIns) dropPart(pack, name)
  for (const [n, slide] of slideNames(pack).entries()) {
    const drawn = (slides[n] ?? []).flatMap(({ picture }) => picture ?? [])
    for (const [at, { element }] of relationships(pack, slide).filter(({ type }) => type === 'image').entries()) {
      const picture = drawn[at]
      if (picture !== undefined) element.attributes.set('Target', put(`slide${n + 1}-${at + 1}`, picture))
    }
  }
  if (logo === null) return
  const target = put('logo', logo)
  for (const layout of [...pack.parts.keys()].filter((name) => /^ppt\/slideLayouts\/[^/]+\.xml$/.test(name)))
    for (const { type, element } of relationships(pack, layout)) if (type === 'image') element.attributes.set('Target', target)
}
