/** The volunteer general team and its 24 detachments: the number is the source's, names and split are simulated. */
import type { Row } from '../../sync/protocol.ts'
import { cityRow, PRACTICE_CITY } from './practice-row.ts'
import type { TypedRow } from './practice-row.ts'

const DETACHMENTS: readonly [Row<'team'>['sector'], string, string, number][] = [
  ['food_delivery', '网约配送', 'Food delivery', 6], ['parcel', '快递', 'Parcel', 5], ['ride_hailing', '网约车', 'Ride hailing', 4],
  ['freight', '货运', 'Freight', 4], ['livestream', '直播', 'Livestream', 3], ['other', '综合', 'Mixed', 2],
]
const NUMERALS = ['一', '二', '三', '四', '五', '六']

export function* listTeams(): Iterable<TypedRow<'team'>> {
  const common = { city: PRACTICE_CITY, simulated: true, source: '总队与 24 支分队见报道;名称与分布为模拟' }
  yield cityRow('team', { id: 'team-00', name: '甬爱志愿服务总队', name_en: 'Volunteer general team', rank: 'general', sector: 'general', ...common })
  let number = 0
  for (const [sector, name, nameEn, count] of DETACHMENTS) {
    for (let i = 0; i < count; i++) {
      number++
      yield cityRow('team', { id: `team-${String(number).padStart(2, '0')}`, name: `${name}第${NUMERALS[i]}分队`, name_en: `${nameEn} detachment ${i + 1}`, rank: 'detachment', sector, ...common })
    }
  }
}
