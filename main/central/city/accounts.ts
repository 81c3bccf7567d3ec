/** Accounts of the practice city: offices and roles, never persons. */
import type { z } from 'zod'
import type { Role } from '../../sync/protocol.ts'
import { PRACTICE_CITY } from './practice-row.ts'
import { readDistricts, readDivisions } from './resources.ts'

export interface PracticeAccountRow { account: string; name: string; role: z.infer<typeof Role>; city: string; home_area: string }

/** Offices of the places that the source names. */
const OFFICES: readonly (readonly [street: string, account: string])[] = [
  ['330205008', 'office-qianjiang'], ['330206002', 'office-xinqi'], ['330212011', 'office-baihe'], ['330203100', 'office-gaoqiao'],
]
const WALL_DISTRICT = '330205'

export function practiceAccounts(): PracticeAccountRow[] {
  const districts = readDistricts()
  const names = new Map(readDivisions().map(({ id, name }) => [id, name]))
  const city = PRACTICE_CITY
  return [
    ...OFFICES.map(([street, account]) => ({
      account, name: `${names.get(street)}${names.get(street)!.endsWith('镇') ? '政府' : '办事处'}(演练)`, role: 'office' as const, city, home_area: street,
    })),
    ...districts.map(({ id, name, nameEn }) => ({ account: `district-${nameEn.toLowerCase()}`, name: `${name}指挥中心(演练)`, role: 'district' as const, city, home_area: id })),
    { account: 'city-manager', name: '宁波市管理岗(演练)', role: 'city', city, home_area: city },
    { account: 'wall-jiangbei', name: `${names.get(WALL_DISTRICT)}指挥大屏(演练)`, role: 'wall', city, home_area: WALL_DISTRICT },
  ]
}
