/** Other systems' words for a case's state → the sixteen statuses of the flow. */
import { CASE_STATUSES } from '../../../preload/contract/case-status.ts'
import type { Row } from '../../sync/protocol.ts'

export type CaseStatus = Row<'case'>['status']

const WORDS: Record<CaseStatus, string[]> = {
  reported: ['new', 'submitted', 'received', 'unconfirmed', '已上报', '新建'],
  verifying: ['acknowledged', 'under review', 'triage', '核实中', '待核实', '待受理'],
  filed: ['open', 'opened', 'active', 'accepted', 'unassigned', 'reopened', '已立案', '待派遣', '未办理', '未结'],
  dispatched: ['assigned', 'dispatched', 'pending', 'referred', 'scheduled', '已派遣', '待接收', '已派单'],
  returned: ['returned', '已回退', '待改派'],
  handling: ['in progress', 'in-progress', 'in process', 'started', 'work in progress', 'investigating', '处置中', '处理中', '办理中'],
  extension_requested: ['extension requested', '延期申请中'],
  suspended: ['suspended', 'on hold', 'deferred', '挂账', '暂缓'],
  fed_back: ['fixed', 'work completed', '已反馈', '待核查'],
  checking: ['checking', 'under verification', '核查中'],
  rework: ['rework', '返工'],
  closed: ['closed', 'resolved', 'completed', 'complete', 'done', 'archived', 'finished', '已结案', '结案', '办结', '已办结', '已关闭', '已完成'],
  closed_forced: ['administratively closed', 'force closed', '强制结案'],
  rejected: ['rejected', 'invalid', 'declined', 'denied', '不予立案', '不予受理'],
  merged: ['duplicate', 'merged', 'closed - duplicate', 'duplicate (closed)', '已并案', '重复'],
  void: ['void', 'cancelled', 'canceled', 'withdrawn', 'deleted', '作废', '已撤销'],
}

const STATUS_OF = new Map<string, CaseStatus>([
  ...CASE_STATUSES.map((status): [string, CaseStatus] => [status, status]),
  ...CASE_STATUSES.flatMap((status) => WORDS[status].map((word): [string, CaseStatus] => [word, status])),
])

/** The status for a word, or null when the word is not known. An empty word follows the closing time. */
export function readStatus(word: string, hasClosed: boolean): CaseStatus | null {
  const key = word.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ')
  return key === '' ? unnamedStatus(hasClosed) : (STATUS_OF.get(key) ?? null)
}

export const unnamedStatus = (hasClosed: boolean): CaseStatus => (hasClosed ? 'closed' : 'filed')

const FINAL = new Set<CaseStatus>(['closed', 'closed_forced', 'rejected', 'merged', 'void'])
export const isFinal = (status: CaseStatus): boolean => FINAL.has(status)
