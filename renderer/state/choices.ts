/** What is shown while the address names no choice: marks by layer, kernel by role. Neither ever follows the zoom. */
import type { BandwidthMeters, FieldLayer, Role } from '../../preload/contract/model.ts'
import type { Address, Mark } from './address.ts'

/** Only what belongs to the layer: marks of everything would bury the field they stand on. */
const MARKS_OF: Record<FieldLayer, readonly Mark[]> = { bottleneck: ['bottleneck'], report: ['overdue'], coverage: ['duty'] }
/** The wider the ground a role answers for, the wider the kernel. */
const BANDWIDTH_OF: Record<Role, BandwidthMeters> = { city: 1500, district: 600, wall: 600, office: 300 }

export function chooseMarks({ marks, layer }: Pick<Address, 'marks' | 'layer'>): readonly Mark[] {
  return marks ?? MARKS_OF[layer]
}

export function chooseBandwidth({ bandwidthMeters }: Pick<Address, 'bandwidthMeters'>, role: Role | null): BandwidthMeters {
  return bandwidthMeters ?? BANDWIDTH_OF[role ?? 'city']
}
