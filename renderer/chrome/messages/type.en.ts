/** What the rows of each type are called, in English; the same keys as the Chinese catalogue. */
import type { zhCN } from './type.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'type.area': 'areas',
  'type.class': 'classes',
  'type.department': 'departments',
  'type.phrase': 'phrases',
  'type.indicator': 'indicators',
  'type.worker': 'worker totals',
  'type.team': 'volunteer teams',
  'type.point': 'report points',
  'type.site': 'friendly points',
  'type.bottleneck': 'bottlenecks',
  'type.shift': 'shifts',
  'type.handover': 'handover statistics',
  'type.case': 'cases',
  'type.act': 'case history',
}
