/** What is known of one day: whether it is worked, why, and where that is known from. */
import type { DayOrigin, DayWhy } from '../../preload/contract/deadline.ts'

export interface DayKind {
  works: boolean
  why: Extract<DayWhy, 'urgent' | 'workday' | 'make_up' | 'weekend' | 'holiday'>
  origin: DayOrigin
  name: string | null
  nameEn: string | null
}
