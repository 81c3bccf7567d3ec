/** Whom the practice city dispatches to, and words ready to be used: a sample, as its classes are. */
import type { CaseAction } from '../../../preload/contract/case-flow.ts'
import { cityRow, PRACTICE_CITY } from './practice-row.ts'
import type { TypedRow } from './practice-row.ts'

/** Kinds of department that a district and its streets have; a city puts its own names here. */
const DEPARTMENTS: readonly (readonly [name: string, nameEn: string])[] = [
  ['街道综合行政执法队', 'Street law-enforcement team'],
  ['街道城市管理办公室', 'Street city-management office'],
  ['街道平安办公室', 'Street public-safety office'],
  ['街道社会事务办公室', 'Street social-affairs office'],
  ['社区居委会', "Residents' committee"],
  ['物业服务企业', 'Property management'],
  ['区环卫中心', 'District sanitation center'],
  ['区市政设施养护中心', 'District road-maintenance center'],
  ['区园林绿化中心', 'District parks center'],
  ['公安交警大队', 'Traffic police'],
  ['消防救援大队', 'Fire and rescue'],
  ['区市场监督管理局', 'District market-supervision bureau'],
  ['区人力社保局', 'District labour bureau'],
  ['供水供电单位', 'Water and power utilities'],
]

/** Who deals with what, by class. */
const DEALS_WITH: { readonly [classId: string]: string } = {
  'a-litter': '区环卫中心', 'a-bikes': '街道城市管理办公室', 'a-stalls': '街道综合行政执法队', 'a-posters': '街道城市管理办公室', 'a-greenery': '区园林绿化中心', 's-pothole': '区市政设施养护中心', 's-manhole': '区市政设施养护中心',
  's-fire-lane': '消防救援大队', 's-charging': '街道平安办公室', 's-lighting': '区市政设施养护中心', 's-person-danger': '街道平安办公室', 'l-noise': '街道综合行政执法队', 'l-facility': '街道城市管理办公室', 'l-water': '供水供电单位',
  'l-elderly': '街道社会事务办公室', 'x-delivery-bottleneck': '物业服务企业', 'x-rental-trap': '区市场监督管理局',
}
export const departmentFor = (classId: string): string => DEALS_WITH[classId] ?? '街道城市管理办公室'

type Words = readonly [kind: 'reply' | 'reason', action: CaseAction | null, text: string, textEn: string]

const PHRASES: readonly Words[] = [
  ['reply', null, '您好，您反映的问题已收到，正在核实，感谢您的随手拍。', 'We have your report and are checking it. Thank you.'],
  ['reply', null, '您好，您反映的问题已转交责任单位处置，结果会另行告知。', 'Your report has gone to the department in charge; we will tell you the result.'],
  ['reply', null, '您好，您反映的问题已处置完毕，欢迎继续监督。', 'What you reported has been dealt with. Please keep an eye on it.'],
  ['reply', null, '您好，经现场核实未发现您反映的情况，如仍存在请补充照片和具体位置。', 'We did not find it on the spot. If it is still there, please send a photo and the exact place.'],
  ['reply', null, '您好，该问题已有他人上报并在处置中，您的上报已合并，积分不受影响。', 'Somebody reported this before you and it is being dealt with. Yours was joined to it; your points are not affected.'],
  ['reply', null, '您好，该问题不属于本平台受理范围，建议拨打 12345 反映。', 'This is outside our remit; please call 12345.'],
  ['reason', 'reject', '经核实，现场无此情况', 'Checked on the spot: nothing of the kind'],
  ['reason', 'reject', '不属于受理范围，已告知其他渠道', 'Outside our remit; told where to turn'],
  ['reason', 'reject', '线索不全，三次联系未果', 'Too little to go on; three attempts to reach the reporter'],
  ['reason', 'void', '重复立案', 'Filed twice'],
  ['reason', 'void', '立案有误', 'Filed in error'],
  ['reason', 'return', '不属本单位职责，建议改派', 'Not our duty; please send it elsewhere'],
  ['reason', 'return', '位置不在本辖区', 'Not in our area'],
  ['reason', 'ask_extension', '配件采购需要时间', 'Parts have to be ordered'],
  ['reason', 'ask_extension', '天气原因无法施工', 'The weather does not allow the work'],
  ['reason', 'suspend', '产权单位协调中', 'Being settled with the owner'],
  ['reason', 'suspend', '列入改造计划，待施工', 'Part of planned works, waiting for them'],
  ['reason', 'feed_back', '已清理完毕', 'Cleared'],
  ['reason', 'feed_back', '已修复，恢复正常使用', 'Repaired and in use again'],
  ['reason', 'feed_back', '已劝导整改，当场改正', 'Pointed out and put right at once'],
  ['reason', 'fail', '现场仍未处置到位', 'Not yet dealt with on the spot'],
  ['reason', 'fail', '处置照片与现场不符', 'The photo does not match the place'],
  ['reason', 'reopen', '问题再次出现', 'It has come back'],
  ['reason', 'force_close', '超出处置能力，已另案推进', 'Beyond what can be done here; pursued elsewhere'],
]

const common = (order: number) => ({ city: PRACTICE_CITY, order, simulated: true })
export const PRACTICE_PHRASES = PHRASES.map(([kind, action, text]) => ({ kind, action, text }))

const number = (order: number): string => String(order + 1).padStart(2, '0')

export function* listChoices(): Iterable<TypedRow<'department'> | TypedRow<'phrase'>> {
  for (const [order, [name, name_en]] of DEPARTMENTS.entries()) yield cityRow('department', { id: `department-${number(order)}`, name, name_en, ...common(order) })
  for (const [order, [kind, action, text, text_en]] of PHRASES.entries()) yield cityRow('phrase', { id: `phrase-${number(order)}`, kind, ...(action === null ? {} : { action }), text, text_en, ...common(order) })
}
