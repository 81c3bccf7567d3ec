/** Generic Chinese names for simulated places, and the few places that the source names. */
import { readDivisions } from './resources.ts'
import type { Random } from './random.ts'

/** Places of the source, put into their streets; exact positions stay simulated. */
export const NAMED_SITES: readonly { kind: 'compound' | 'station' | 'merchant' | 'charging'; street: string; name: string }[] = [
  { kind: 'compound', street: '330205008', name: '兰庭社区甬爱小区' },
  { kind: 'station', street: '330206002', name: '菜小驿站' },
  { kind: 'station', street: '330212011', name: '周宿渡社区甬爱驿站' },
  { kind: 'station', street: '330205008', name: '兰庭社区充电驿站' },
  { kind: 'station', street: '330203100', name: '高桥甬爱驿站' },
]

const FIRST = ['锦绣', '明月', '翠湖', '春江', '金桂', '紫荆', '东方', '海悦', '云溪', '柳岸', '望江', '芳草', '和顺', '新城', '水岸', '桂雨', '书香', '梧桐', '星河', '阳光', '银河', '联丰', '宁兴', '朝晖', '康庄', '静安', '华庭', '绿茵']
const LAST = ['花园', '新村', '家园', '公寓', '小区', '苑', '府', '名邸', '雅苑', '人家']
const PART = ['', '', '', '一期', '二期', '三期', '北区', '南区', '东区', '西区']
const FOOD = ['面馆', '快餐', '馄饨', '粥铺', '包子铺', '盖浇饭', '牛肉汤', '年糕店', '小炒', '食堂', '便利店', '水果店', '麻辣烫', '沙县小吃']
const FOOD_FIRST = ['老街', '巷口', '好味', '家常', '甬城', '三江', '阿婆', '码头', '东门', '幸福', '团圆', '平价', '南塘', '早晚', '四季']
const ROADS = ['人民路', '中山路', '环城路', '解放路', '新华路', '文化路', '江滨路', '学府路', '工业路', '站前路', '滨海路', '中兴路', '桃源路', '东环路', '建设路']

let communities: Map<string, string[]> | undefined
let streetNames: Map<string, string> | undefined

function readNames(): void {
  if (communities) return
  const divisions = readDivisions()
  streetNames = new Map(divisions.filter(({ level }) => level === 'street').map(({ id, name }) => [id, name.replace(/(街道|镇|乡)$/, '')]))
  communities = new Map()
  for (const { level, parent, name } of divisions) {
    if (level === 'community') communities.set(parent, [...(communities.get(parent) ?? []), name])
  }
}

export function shortStreet(street: string): string {
  readNames()
  return streetNames?.get(street) ?? street
}

export function nameCommunity(street: string, random: Random): string {
  readNames()
  const own = communities?.get(street) ?? []
  return own.length > 0 ? random.pick(own).replace(/(居委会|村委会)$/, '') : shortStreet(street)
}

export const nameRoad = (random: Random): string => `${random.pick(ROADS)}${1 + random.below(480)}号`
export const nameCompound = (random: Random): string => `${random.pick(FIRST)}${random.pick(LAST)}${random.pick(PART)}`
export const nameStation = (street: string, random: Random): string => `${nameCommunity(street, random)}甬爱驿站`
export const nameMerchant = (street: string, random: Random): string => `${random.pick(FOOD_FIRST)}${random.pick(FOOD)}(${shortStreet(street)}店)`
export const nameCharging = (street: string, charger: 'charge' | 'swap', random: Random): string =>
  `${shortStreet(street)}${nameRoad(random)}${charger === 'swap' ? '换电柜' : '充电点'}`
