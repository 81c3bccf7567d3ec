/** A deck as other programs save it: parts renumbered, prefixes of their own, runs cut, slides in another order, more custom parts, alternatives around shapes. */
import { partsOf, zipOf } from './deck-files.ts'

/** The cover goes to the end; slides are numbered from 101. */
export function savedAgain(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const saved = [...partsOf(bytes)].map(([name, part]): [string, string | Uint8Array] => [renumbered(name), typeof part === 'string' ? respelled(name, part) : part])
  return zipOf(new Map([...saved, ['customXml/item1.xml', '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"/>']]))
}

function respelled(name: string, part: string): string {
  if (name.endsWith('.rels') || name.startsWith('[')) return retargeted(part)
  if (!/^ppt\/(slides|charts|presentation)/.test(name)) return part
  return prefixed(wrapped(cutRuns(name === 'ppt/presentation.xml' ? reordered(part) : part)))
}

const renumbered = (name: string): string => name
  .replace(/^ppt\/slides\/(_rels\/|)slide(\d+)\.xml/, (_, rels: string, n: string) => `ppt/slides/${rels}slide${100 + Number(n)}.xml`)
  .replace(/^ppt\/charts\/(_rels\/|)chart(\d+)\.xml/, 'ppt/charts/$1chartEx_$2.xml')
  .replace(/^customXml\/(_rels\/|)item1\.xml/, 'customXml/$1item7.xml')

const retargeted = (xml: string): string => xml
  .replace(/Target="slides\/slide(\d+)\.xml"/g, (_, n: string) => `Target="/ppt/slides/slide${100 + Number(n)}.xml"`)
  .replace(/Target="(\.\.\/)charts\/chart(\d+)\.xml"/g, 'Target="$1charts/chartEx_$2.xml"').replace('customXml/item1.xml', 'customXml/item7.xml')

const prefixed = (xml: string): string => [['p', 'x'], ['a', 'd'], ['c', 'ch']].reduce((text, [from, to]) => text.replaceAll(`xmlns:${from}=`, `xmlns:${to}=`).replaceAll(`<${from}:`, `<${to}:`).replaceAll(`</${from}:`, `</${to}:`), xml)

const cutRuns = (xml: string): string => xml.replace(/<a:r>((?:(?!<a:t>).)*)<a:t>([^<]{2,})<\/a:t><\/a:r>/gs, (_, look: string, text: string) => {
  const at = text.length > 5 ? 5 : 1
  return [text.slice(0, at), text.slice(at)].map((half) => `<a:r>${look}<a:t>${half}</a:t></a:r>`).join('')
})

const FALLBACK = '<mc:Fallback><p:sp><p:nvSpPr><p:cNvPr id="1" name=""/></p:nvSpPr><p:txBody><a:p><a:r><a:t>404</a:t></a:r></a:p></p:txBody></p:sp></mc:Fallback>'
const wrapped = (xml: string): string => xml.replace(/<p:graphicFrame>.*?<\/p:graphicFrame>/s, (frame) =>
  `<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="p">${frame}</mc:Choice>${FALLBACK}</mc:AlternateContent>`)

function reordered(xml: string): string {
  const [first] = /<p:sldId [^>]*>/.exec(xml)!
  return xml.replace(first, '').replace('</p:sldIdLst>', `${first}</p:sldIdLst>`)
}
