/** What is read of XML is what was written, and what is not well-formed is refused. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Arbitrary, array, assert as assertHolds, constantFrom, property, string, tuple } from 'fast-check'
import { Element, parseXml, xmlText } from '../../../main/briefing/pptx/tree.ts'
import { plainText } from '../../../main/export/plain-text.ts'

const MALFORMED = [
  '', 'a', '<a>', '</a>', '<a></b>', '<a><b></a></b>', '<a/><b/>', '<a/>b', 'b<a/>', '<a b=c/>', '<a b="1" b="2"/>', '<a b="<"/>', '<a>&nbsp;</a>', '<a>& </a>', '<a>&#0;</a>', '<a>&#x110000;</a>', '<a>\u0007</a>', '<a>\ud800</a>',
  '<a>]]></a>', '<!DOCTYPE a><a/>', '<a><!-- -- --></a>', '<a ="1"/>', '<a b="1"c="2"/>', '<1/>', '<a', '<a>&lt</a>', '<a>\uffff</a>', '<a b="\u0001"/>',
]
for (const text of MALFORMED) test(`${JSON.stringify(text)} is refused`, () => assert.throws(() => parseXml(text, 'part.xml'), /part\.xml/))

test('declaration, comments, entities, both quotes and empty elements are read', () => {
  const root = parseXml('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<a x=\'1 "&amp;&#x4e2d;\' p:y = "2"><!-- - --><b/>t&lt;&#20013;<c > </c><![CDATA[<]]></a>\n', 'part')
  assert.deepEqual([...root.attributes], [['x', '1 "&中'], ['p:y', '2']])
  assert.deepEqual(root.nodes.map((node) => (typeof node === 'string' ? node : node.tagName)), ['b', 't<中', 'c', '<'])
  assert.equal(root.textContent, 't<中 <')
})

test('any text in any place comes back as it was', () => {
  const text = string({ unit: 'binary', maxLength: 12 }).map(plainText)
  const element = (inner: readonly Element[]): Arbitrary<Element> => tuple(constantFrom('a', 'p:sp', 'x-y'), text, text).map(([name, value, words]) => {
    const made = new Element(name, new Map([['v', value]]))
    made.nodes.push(...(words === '' ? [] : [words]), ...inner)
    return made
  })
  const plain = (one: Element): unknown => [one.tagName, [...one.attributes], one.nodes.map((node) => (typeof node === 'string' ? node : plain(node)))]
  assertHolds(property(array(element([]), { maxLength: 3 }).chain(element), (made) => assert.deepEqual(plain(parseXml(xmlText(made), 'part')), plain(made))))
})
