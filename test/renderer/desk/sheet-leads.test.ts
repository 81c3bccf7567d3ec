/** A spreadsheet of leads is read as it was written, in every encoding and shape an office sends; whatever is wrong is named by row, and nothing is guessed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { City } from '../../../preload/contract/model.ts'
import { EMPTY_LEAD, faultsOf, intentOf, leadOfDraft, draftOf } from '../../../renderer/desk/leads/lead-fields.ts'
import { idsOf, uuidOf } from '../../../renderer/desk/leads/row-ids.ts'
import { readLeads, type SheetLead } from '../../../renderer/desk/leads/sheet-leads.ts'
import { SheetRefusal, tableOfCsv } from '../../../renderer/desk/leads/sheet-table.ts'
import { CreateIntent } from '../../../preload/contract/edit-schema.ts'

const CITY = { bounds: [120.9, 28.8, 122.2, 30.5], classes: [{ id: 'safety', name: '安全隐患', nameEn: 'Safety', group: null }] } as unknown as City
const OFFICES = [{ id: '330205001', name: '前江街道', nameEn: 'Qianjiang' }]
const HEADS = '来电编号,街道,类别,内容,地点,经度,纬度,坐标系,紧急,人身危险,来电人,电话'
const ROW = 'T-1,前江街道,安全隐患,井盖松动,人民路5#楼,121.55,29.88,WGS-84,是,否,王某,13912345678'
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

function leadsOf(text: string | Uint8Array): SheetLead[] {
  const read = readLeads(tableOfCsv(typeof text === 'string' ? bytes(text) : text), CITY, OFFICES)
  return 'leads' in read ? read.leads : assert.fail(JSON.stringify(read))
}
const faults = (row: string): string => leadsOf(`${HEADS}\n${row}`)[0]!.faults.join(' ')
const refusal = (given: Uint8Array): string => {
  try {
    tableOfCsv(given)
  } catch (error) {
    return error instanceof SheetRefusal ? `${error.fault}${error.line === null ? '' : ` ${error.line}`}` : String(error)
  }
  return 'read'
}

test('one row in every encoding, delimiter and line end is the same lead', () => {
  const [expected] = leadsOf(`${HEADS}\n${ROW}`)
  assert.deepEqual(expected!.faults, [])
  assert.deepEqual(expected!.fields, { ...EMPTY_LEAD, area: '330205001', class: 'safety', text: '井盖松动', place: '人民路5#楼', lng: '121.55', lat: '29.88', urgent: true, name: '王某', phone: '13912345678' })
  const whole = `${HEADS}\r\n${ROW}\r\n`
  const utf16 = new Uint8Array([0xff, 0xfe, ...[...whole].flatMap((letter) => [letter.charCodeAt(0) & 0xff, letter.charCodeAt(0) >> 8])])
  // GB18030 of the shortest such table: 街道,类别,内容,经度,纬度,坐标系 / 前江街道,安全隐患,井盖,121.55,29.88,WGS84
  const gb = Uint8Array.from(Buffer.from('bdd6b5c02cc0e0b1f02cc4dac8dd2cbeadb6c82cceb3b6c82cd7f8b1eacfb50ac7b0bdadbdd6b5c02cb0b2c8abd2febbbc2cbeaeb8c72c3132312e35352c32392e38382c57475338340a', 'hex'))
  for (const form of [bytes(`\ufeff${whole}`), bytes(whole.replaceAll(',', ';')), bytes(whole.replaceAll(',', '\t')), bytes(whole.replaceAll('\r\n', '\r')), utf16, bytes(`# 说明\n${whole}\n\n`)]) {
    assert.deepEqual(leadsOf(form)[0]!.fields, expected!.fields)
  }
  const [old] = leadsOf(gb)
  assert.deepEqual([old!.fields.area, old!.fields.class, old!.fields.text, old!.faults], ['330205001', 'safety', '井盖', []])
})

test('quoted commas and line ends stay in their cell; heads are known in English and with what stands in brackets', () => {
  const [lead] = leadsOf('Street,Category (code),Description,Lon (WGS-84),Latitude,CRS,Urgent\r\nQianjiang,Safety,"a, ""b""\r\nc",121.5,29.9,wgs84,yes')
  assert.deepEqual([lead!.fields.text, lead!.fields.urgent, lead!.faults], ['a, "b"\r\nc', true, []])
})

test('every fault of a row is named, and values are refused rather than changed', () => {
  const change = (n: number, cell: string): string => ROW.split(',').map((one, at) => (at === n ? cell : one)).join(',')
  const expected: [number, string, string][] = [
    [1, '白鹤街道', 'area'], [1, '', 'area'], [2, '不认识', 'class'], [3, ' ', 'text'], [5, '', 'point'], [5, '121°33′', 'point'], [5, '121.55E', 'point'], [5, '1.2e2', 'point'], [5, '0', 'point-outside'], [6, '92', 'point-range'],
    [5, '122.3', 'point-outside'], [6, '28.7', 'point-outside'], [7, '', 'crs'], [7, 'GCJ-02', 'crs'], [7, 'CGCS2000', ''], [8, '也许', 'yes-no'], [9, '2', 'yes-no'], [0, '1.23E+17', 'external-number'], [11, '没有', 'phone'], [5, '１２１.５５', ''],
  ]
  for (const [n, cell, fault] of expected) assert.equal(faults(change(n, cell)), fault, `${n} ${cell}`)
  assert.equal(faults(`${ROW},多出`), 'row-wide')
  assert.equal(leadsOf(`${HEADS}\n${change(3, 'x'.repeat(8_001))}`)[0]!.faults.join(), 'text-long')
})

test('outside numbers that a person would take for the same are both named, and numbers stay text', () => {
  const table = [HEADS, ROW, ROW.replace('T-1', 'ｔ-１'), ROW.replace('T-1', '0007'), ROW.replace('T-1', '7')].join('\n')
  assert.deepEqual(leadsOf(table).map(({ external, faults: found }) => [external, found.join()]), [['T-1', 'external-twice'], ['ｔ-１', 'external-twice'], ['0007', ''], ['7', '']])
})

test('a table without its heads, or with one twice, is refused as a whole; strange columns are told, not guessed', () => {
  assert.deepEqual(readLeads(tableOfCsv(bytes('街道,内容,描述\na,b,c')), CITY, OFFICES), { missing: ['class', 'lng', 'lat', 'crs'], twice: ['text'] })
  const read = readLeads(tableOfCsv(bytes(`${HEADS},备注\n${ROW},x`)), CITY, OFFICES)
  assert.deepEqual('unused' in read && read.unused, ['备注'])
})

test('what is no table, or too large a one, is refused by name and line', () => {
  assert.equal(refusal(bytes(`${HEADS}\n${ROW}\nT-2,"前江`)), 'broken-csv 3')
  assert.equal(refusal(bytes(Array.from({ length: 201 }, (_, n) => `c${n}`).join(','))), 'too-many-columns')
  assert.equal(refusal(bytes(`${HEADS}\n${`${ROW}\n`.repeat(1_001)}`)), 'too-many-rows')
  assert.equal(refusal(bytes(' \n\n')), 'empty')
  assert.equal(refusal(new Uint8Array([0, 1, 2, 0])), 'not-a-table')
  assert.equal(refusal(new Uint8Array([0x41, 0xff, 0xff])), 'encoding')
})

test('the same row imported again has the same ids, another row or person others, and equal rows of one file stay several', async () => {
  const leads = leadsOf([HEADS, ROW, ROW.replace('T-1', ''), ROW.replace('T-1', '')].join('\n'))
  const [first, second, other] = [await idsOf(leads, 'me'), await idsOf(leads, 'me'), await idsOf(leads, 'you')]
  assert.deepEqual(first, second)
  const all = [...first, ...other].flatMap(({ op_id, id }) => [op_id, id])
  assert.equal(new Set(all).size, all.length)
  const [, later] = await idsOf(leadsOf([HEADS, ROW.replace('T-1', 'T-9'), ROW.replace('松动', '缺失')].join('\n')), 'me')
  assert.deepEqual(later, first[0], 'by its outside number, whatever else was mended')
  const [again] = await idsOf(leads, 'me', new Set([first[0]!.op_id]))
  assert.ok(again!.op_id !== first[0]!.op_id && again!.id === first[0]!.id, 'what the center refused is tried under another name, and is the same case')
  assert.match(await uuidOf('x'), /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('what the form makes of a lead follows the contract; danger to life is urgent; the contact goes only where it may', () => {
  const fields = { ...EMPTY_LEAD, area: '330205001', class: 'safety', text: ' x ', lng: '121.5', lat: '29.9', danger: true, name: '王', phone: '139' }
  assert.deepEqual(faultsOf(fields, CITY, new Set(['330205001'])), [])
  assert.deepEqual(faultsOf({ ...fields, lng: '１２１．５' }, CITY, new Set(['330205001'])), [], 'a wide keyboard')
  assert.equal(intentOf({ ...fields, lng: '１２１．５' }, { op_id: 'o', id: 'i' }, false).set.lng, 121.5)
  const ids = { op_id: '00000000-0000-4000-8000-000000000001', id: '00000000-0000-4000-8000-000000000002' }
  for (const withContact of [true, false]) {
    const intent = intentOf(fields, ids, withContact)
    assert.deepEqual(CreateIntent.parse(intent), intent)
    assert.deepEqual([intent.set.urgent, intent.set.text, 'reporter' in intent.set], [true, 'x', withContact])
  }
  assert.deepEqual(leadOfDraft(JSON.stringify(draftOf(fields))), { ...fields, name: '', phone: '' })
  assert.doesNotMatch(JSON.stringify(draftOf(fields)), /139|王/)
  assert.deepEqual([leadOfDraft('nonsense'), leadOfDraft('{"text":5}')], [EMPTY_LEAD, EMPTY_LEAD])
})
