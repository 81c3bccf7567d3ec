/** A sample class table. The real city's list, filing conditions and limits are its own data; extension classes carry the prefix `x-`. */
import type { Limit } from '../../../preload/contract/deadline.ts'
import { cityRow, PRACTICE_CITY } from './practice-row.ts'
import type { TypedRow } from './practice-row.ts'

export interface SampleClass { id: string; name: string; nameEn: string; group: string; share: number; limit: Limit; texts: readonly string[] }

const urgentHours = (amount: number): Limit => ({ amount, unit: 'urgent_hours' })
const workHours = (amount: number): Limit => ({ amount, unit: 'working_hours' })
const workdays = (amount: number): Limit => ({ amount, unit: 'working_days' })

const APPEARANCE = '市容隐患'
const SAFETY = '安全风险'
const LIVELIHOOD = '民生问题'
const EXTENSION = '扩展'

export const DELIVERY_BOTTLENECK = 'x-delivery-bottleneck'
export const RENTAL_TRAP = 'x-rental-trap'
export const DANGER_CLASS = 's-person-danger'

/** Shares and limits are assumptions; shares need not sum to 1. A danger to life has its limit from the report on, the others from filing. */
export const SAMPLE_CLASSES: readonly SampleClass[] = [
  { id: 'a-litter', name: '暴露垃圾', nameEn: 'Litter', group: APPEARANCE, share: 14, limit: workHours(8), texts: ['路边有成堆垃圾未清理', '绿化带里有大量外卖包装', '垃圾桶满溢到人行道上'] },
  { id: 'a-bikes', name: '非机动车乱停放', nameEn: 'Badly parked bikes', group: APPEARANCE, share: 12, limit: workHours(8), texts: ['共享单车堵住了人行道', '电动车停放占用盲道', '地铁口车辆堆放,通行困难'] },
  { id: 'a-stalls', name: '占道经营', nameEn: 'Trading on the pavement', group: APPEARANCE, share: 7, limit: workHours(16), texts: ['摊位占用非机动车道', '店外摆放桌椅影响通行'] },
  { id: 'a-posters', name: '乱张贴广告', nameEn: 'Fly-posting', group: APPEARANCE, share: 4, limit: workdays(3), texts: ['电线杆上贴满小广告', '楼道口有违规广告'] },
  { id: 'a-greenery', name: '绿化破损', nameEn: 'Damaged greenery', group: APPEARANCE, share: 4, limit: workdays(10), texts: ['行道树枝折断,悬在路面上方', '草坪被碾压'] },
  { id: 's-pothole', name: '道路破损', nameEn: 'Damaged road', group: SAFETY, share: 11, limit: workdays(10), texts: ['路面有坑,骑车容易摔倒', '非机动车道路面塌陷', '减速带松动'] },
  { id: 's-manhole', name: '井盖缺损', nameEn: 'Broken manhole cover', group: SAFETY, share: 5, limit: urgentHours(24), texts: ['井盖松动,车辆经过有响声', '井盖缺失,没有围挡'] },
  { id: 's-fire-lane', name: '消防通道堵塞', nameEn: 'Blocked fire lane', group: SAFETY, share: 6, limit: urgentHours(24), texts: ['消防通道停满电动车', '小区消防通道被杂物占用'] },
  { id: 's-charging', name: '违规充电', nameEn: 'Unsafe charging', group: SAFETY, share: 5, limit: urgentHours(48), texts: ['楼道内有电动车飞线充电', '车棚充电线路裸露'] },
  { id: 's-lighting', name: '路灯不亮', nameEn: 'Street light out', group: SAFETY, share: 7, limit: workdays(5), texts: ['整段路灯不亮,夜间看不清路', '小区门口路灯损坏'] },
  { id: DANGER_CLASS, name: '人身危险线索', nameEn: 'Person in danger', group: SAFETY, share: 0.3, limit: urgentHours(1), texts: ['订单备注异常,担心顾客安全,已拨打 110', '有人倒在路边,已拨打 120'] },
  { id: 'l-noise', name: '噪声扰民', nameEn: 'Noise', group: LIVELIHOOD, share: 5, limit: workdays(3), texts: ['夜间施工噪声大', '商铺音响声音过大'] },
  { id: 'l-facility', name: '公共设施损坏', nameEn: 'Damaged public facility', group: LIVELIHOOD, share: 6, limit: workdays(10), texts: ['公共座椅损坏', '饮水设备不出水', '驿站空调不制冷'] },
  { id: 'l-water', name: '积水渗漏', nameEn: 'Standing water', group: LIVELIHOOD, share: 5, limit: workdays(5), texts: ['下雨后路口积水很深', '水管破裂,路面一直有水'] },
  { id: 'l-elderly', name: '困难群众求助', nameEn: 'Resident needs help', group: LIVELIHOOD, share: 2, limit: workdays(2), texts: ['送餐时发现独居老人行动不便,需要关注'] },
  { id: DELIVERY_BOTTLENECK, name: '配送堵点(扩展)', nameEn: 'Delivery bottleneck (extension)', group: EXTENSION, share: 6, limit: workdays(10), texts: ['门岗不让进,只能步行送到楼下', '取餐电梯要排队十几分钟', '没有临时停车位,每次都要绕行', '楼栋没有编号,很难找'] },
  { id: RENTAL_TRAP, name: '套路租车(扩展)', nameEn: 'E-bike rental trap (extension)', group: EXTENSION, share: 1, limit: workdays(20), texts: ['退车时被加收费用,合同没有写明', '租车押金一直不退'] },
]

export function* listClasses(): Iterable<TypedRow<'class'>> {
  for (const [order, { id, name, nameEn, group, limit }] of SAMPLE_CLASSES.entries()) {
    yield cityRow('class', { id, city: PRACTICE_CITY, name, name_en: nameEn, group, limit, ...(id === DANGER_CLASS ? { limit_from: 'reported' as const } : {}), order, simulated: true })
  }
}
