/** The rules of the case flow once more, from the domain's page and not from the product's table, which must not vouch for itself. Merging is left out. */
import type { Duty } from '../../preload/contract/case-flow.ts'

/** status, action, next status, who may, what must be given; what only may be is followed by a question mark. */
const STEPS = `
reported accept verifying desk
reported reject rejected desk reason
verifying file filed desk class,place,due_at?
verifying reject rejected desk reason
filed dispatch dispatched dispatcher department
filed void void supervisor reason
dispatched take handling department
dispatched return returned department reason
dispatched recall filed dispatcher
returned redispatch dispatched dispatcher department
returned void void supervisor reason
handling feed_back fed_back department result
handling ask_extension extension_requested department until,reason
handling suspend suspended department reason
extension_requested grant handling supervisor
extension_requested deny handling supervisor
suspended resume handling department,supervisor
fed_back check checking desk
checking close closed desk
checking fail rework desk reason
rework take handling department
closed reopen filed supervisor reason
rejected reopen verifying supervisor reason`

export interface Step {
  from: string
  action: string
  to: string
  who: readonly string[]
  needs: readonly string[]
  may: readonly string[]
}

const OPEN = ['reported', 'verifying', 'filed', 'dispatched', 'returned', 'handling', 'extension_requested', 'suspended', 'fed_back', 'checking', 'rework']

export const FLOW: readonly Step[] = [
  ...STEPS.trim().split('\n').map((line): Step => {
    const [from = '', action = '', to = '', who = '', needs = ''] = line.split(' ')
    const given = needs === '' ? [] : needs.split(',')
    return { from, action, to, who: who.split(','), needs: given.filter((field) => !field.endsWith('?')), may: given.filter((field) => field.endsWith('?')).map((field) => field.slice(0, -1)) }
  }),
  ...OPEN.map((from): Step => ({ from, action: 'force_close', to: 'closed_forced', who: ['supervisor'], needs: ['reason'], may: [] })),
]

export const isOpen = (status: string): boolean => OPEN.includes(status)

export const stepOf = (from: string, action: string): Step | undefined => FLOW.find((step) => step.from === from && step.action === action)

/** What the flow looks at beside the status. */
export interface Stand {
  status: string
  fed_back_by?: string
  closed_at?: string
}

const REOPEN_MS = 30 * 86_400_000

/** Null: the step may be taken. */
export function objectionTo(stand: Stand, action: string, actor: { sub: string; duties: readonly Duty[] }, now: number): string | null {
  const step = stepOf(stand.status, action)
  if (step === undefined) return 'other-status'
  if (!step.who.some((duty) => (actor.duties as readonly string[]).includes(duty))) return 'other-duty'
  if (stand.status === 'checking' && (action === 'close' || action === 'fail') && stand.fed_back_by === actor.sub) return 'own-feedback'
  if (stand.status === 'closed' && action === 'reopen' && !(now - Date.parse(stand.closed_at ?? '') <= REOPEN_MS)) return 'too-long-closed'
  return null
}

/** Who may change what beside the flow, while the case is open. */
export const EDITORS: Record<string, readonly string[]> = {
  class: ['desk', 'dispatcher'], due_at: ['supervisor'], area: ['desk', 'dispatcher'], place: ['desk', 'dispatcher'], lng: ['desk', 'dispatcher'], lat: ['desk', 'dispatcher'], text: ['desk'],
  supervised: ['supervisor'], urgent: ['desk', 'supervisor'], danger_to_life: ['desk', 'supervisor'],
}

/** The field group of what can be edited. */
export const GROUP_OF: Record<string, string> = {
  class: 'dispatch', due_at: 'dispatch', area: 'location', place: 'location', lng: 'location', lat: 'location', text: 'description', supervised: 'supervision', urgent: 'supervision', danger_to_life: 'supervision',
}

export const GROUPS = ['dispatch', 'location', 'description', 'supervision'] as const
