/** The published figures of the source, each by itself: parts of one another are named, nothing is ever summed. */
import type { Row } from '../../sync/protocol.ts'
import { cityRow, PRACTICE_CITY } from './practice-row.ts'
import type { TypedRow } from './practice-row.ts'

const SOURCE = '报纸专题《宁波向“新”力②》(甬爱码报道;未注明日期,截至时间按文中“‘五一’假期前夕”推定)'
/** The feature has no date; it speaks of the eve of the May holiday. */
const AS_OF = '2026-05-01T00:00:00+08:00'

type Entry = [id: string, policy: Row<'indicator'>['policy'], name: string, nameEn: string, value: number, unit: string, unitEn: string, qualifier: 'exact' | 'over' | 'about', partOf?: string]

const ENTRIES: readonly Entry[] = [
  ['scenes', 'overview', '甬爱场景', 'Friendly points', 30_000, '个', 'points', 'over'],
  ['compounds', 'overview', '甬爱小区', 'Friendly compounds', 3_550, '个', 'compounds', 'exact'],
  ['stations', 'overview', '甬爱驿站', 'Rest stations', 2_599, '个', 'stations', 'exact'],
  ['merchants', 'overview', '甬爱商家', 'Friendly merchants', 10_000, '家', 'merchants', 'over'],
  ['charging-overview', 'overview', '充换电站(概数)', 'Charging and swapping stations (round figure)', 10_000, '处', 'stations', 'over'],
  ['workers', 'overview', '实名认证新就业群体', 'Verified workers', 45_000, '名', 'persons', 'about'],
  ['free-lunch', 'meals', '北仑一爱心商家每日免费午餐', 'Free lunches a day, one merchant in Beilun', 30, '份/日', 'meals a day', 'exact'],
  ['charging', 'charging', '充换电场所', 'Charging and swapping places', 11_326, '处', 'places', 'exact'],
  ['swap', 'charging', '其中换电柜', 'of which swap cabinets', 1_299, '处', 'places', 'exact', 'charging'],
  ['housing-recognised', 'housing', '通过身份认定', 'Recognised for housing', 1_349, '人', 'persons', 'exact'],
  ['housing-public', 'housing', '纳入公租房保障', 'In public rental housing', 112, '人', 'persons', 'exact'],
  ['housing-affordable', 'housing', '入住保障性租赁住房', 'In affordable rental housing', 946, '人', 'persons', 'exact'],
  ['lessons', 'growth', '甬新课堂精品短视频课程', 'Video lessons', 17, '堂', 'lessons', 'exact'],
  ['lesson-views', 'growth', '甬新课堂全网点击量', 'Views of the video lessons', 1_200_000, '人次', 'views', 'over'],
  ['volunteer-general', 'participation', '甬爱志愿服务总队', 'Volunteer general team', 1, '支', 'team', 'exact'],
  ['volunteer-detachments', 'participation', '甬爱志愿服务分队', 'Volunteer detachments', 24, '支', 'teams', 'exact'],
]

export function* listIndicators(): Iterable<TypedRow<'indicator'>> {
  for (const [order, [id, policy, name, nameEn, value, unit, unitEn, qualifier, partOf]] of ENTRIES.entries()) {
    yield cityRow('indicator', {
      id: `indicator-${id}`, city: PRACTICE_CITY, policy, name, name_en: nameEn, value, unit, unit_en: unitEn, qualifier,
      ...(partOf === undefined ? {} : { part_of: `indicator-${partOf}` }), order, simulated: false, source: SOURCE, as_of: AS_OF,
    })
  }
}
