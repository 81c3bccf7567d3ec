/** What happens at the central: reports come in, move and go; the database is compacted, restored; rights change. */
import type { CityRow, Write } from '../../main/central/log.ts'
import type { OpenWrite } from './parts.ts'
import { BUILDERS, CITY, DISTRICTS, STREETS } from './sim-city.ts'
import type { SimDesk } from './sim-desk.ts'
import { DESKS, personAt, type World } from './world.ts'
import { Violation } from './violation.ts'

export const CENTRAL_ACTS = ['write', 'open', 'finish', 'load', 'compact', 'backup', 'restore', 'rights', 'revoke', 'sign in', 'mistaken token'] as const

export interface CentralAct {
  open: OpenWrite[]
  /** Every row written is unlike all before it, so that no overwriting goes unseen. */
  written: number
}
export const freshAct = (): CentralAct => ({ open: [], written: 100 })

/** Types by how often they change; few ids, so that changes meet. */
const TYPES = ['case', 'point', 'case', 'point', 'site', 'point', 'case', 'shift', 'bottleneck', 'handover', 'indicator', 'class', 'team', 'worker', 'area', 'department', 'phrase'] as const
type ActType = (typeof TYPES)[number]
const IDS: Record<ActType, (b: number) => string> = {
  case: (b) => `c-${b % 5}`, point: (b) => `c-${b % 5}`, site: (b) => `s-${b % 4}`, shift: (b) => `d-${b % 3}`, bottleneck: (b) => `b-${STREETS[b % 3]}-${b % 2}`, handover: (b) => `h-${b % 3}`,
  department: (b) => `d${b % 3}`, phrase: (b) => `p${b % 3}`, indicator: (b) => `i${b % 4}`, class: (b) => `k${b % 5}`, team: (b) => `t${b % 3}`, worker: (b) => `w-${b % 5}`, area: (b) => [...STREETS, CITY][b % 4] ?? CITY,
}
const LEAVES = ['deleted', 'aged', 'revoked'] as const
/** Two people share a PC; the next of them never sits there. */
const NEVER_HERE = 2
const HOMES = { office: STREETS, district: DISTRICTS, city: [CITY], wall: [...DISTRICTS, CITY] } as const

function rowOf(act: CentralAct, type: ActType, b: number, c: number): CityRow {
  const id = IDS[type](b)
  const place = type === 'area' ? (id === CITY ? '' : id.slice(0, 6)) : type === 'worker' ? (DISTRICTS[c % 2] ?? '') : (STREETS[c % 3] ?? '')
  act.written += 1
  return BUILDERS[type](id, place, act.written)
}

function writesOf(act: CentralAct, [a, b, c]: readonly number[]): Write[] {
  const [x = 0, y = 0, z = 0] = [a, b, c]
  return Array.from({ length: 1 + (z % 3) }, (_, i): Write => {
    const type = TYPES[(x + 5 * i) % TYPES.length] ?? 'case'
    const row = rowOf(act, type, y + i, z + y)
    // Rights hang on areas: those change, but do not vanish.
    const leaves = type !== 'area' && Math.floor(z / 3) % 5 === 4
    return leaves ? { op: 'leave', type, id: row.body.id, why: LEAVES[y % 3] ?? 'deleted' } : { op: 'put', row }
  })
}

export async function actAtCentral({ world, act }: { world: World; act: CentralAct }, name: (typeof CENTRAL_ACTS)[number], numbers: readonly [number, number, number]): Promise<void> {
  const { central, desks } = world
  const [a, b, c] = numbers
  const desk = desks[a % desks.length]
  switch (name) {
    case 'write':
      await central.begin(writesOf(act, numbers)).commit()
      break
    case 'open':
      act.open.push(central.begin(writesOf(act, numbers)))
      break
    case 'finish':
      await act.open.splice(a % Math.max(1, act.open.length), 1)[0]?.commit()
      break
    case 'load':
      await central.load(writesOf(act, numbers).flatMap((write) => (write.op === 'put' ? [write.row] : [])))
      break
    case 'compact':
      // Two thirds of the time nothing is old enough to be forgotten.
      await central.compact(b % 3 === 0 ? 0 : 90 * 86_400_000)
      world.history.noteCompaction()
      break
    case 'backup':
      await central.backup()
      break
    case 'restore':
      for (const open of act.open.splice(0)) open.abort()
      await central.restore()
      break
    case 'rights': {
      const entry = DESKS[desk?.n ?? 0] ?? DESKS[0]
      const homes = HOMES[entry.role]
      await central.putAccount({ account: entry.account, name: entry.account, role: entry.role, city: CITY, home_area: homes[b % homes.length] ?? CITY })
      if (c % 2 === 0 && desk) world.net.streams.get(desk.n)?.say('event: me\ndata: {}\n\n')
      break
    }
    case 'revoke':
      if (desk) await central.revokeTokens(desk.sub)
      break
    case 'sign in':
      if (desk) await signIn(world, desk)
      break
    case 'mistaken token':
      if (desk) await mistakeToken(world, desk)
  }
  await world.observe()
}

/** A new token comes with a new start, as the session does it. */
export async function signIn(world: World, desk: SimDesk): Promise<void> {
  desk.token = await world.central.issueToken(desk.sub)
  await startAgain(world, desk)
}

/** What a PC took for this person's token is a colleague's, of the same role and place: all that they may see and do is the same. */
async function mistakeToken(world: World, desk: SimDesk): Promise<void> {
  const { account, role, home_area } = personAt(desk.n, NEVER_HERE)
  await world.central.putAccount({ account, name: account, role, city: CITY, home_area })
  desk.profile.token = await world.central.issueToken(account)
  await startAgain(world, desk)
}

async function startAgain(world: World, desk: SimDesk): Promise<void> {
  if (!desk.process) return
  if (!(await desk.stop(world.settle))) throw new Violation(`${desk.sub} never came to a stop`)
  desk.start()
  await world.settle()
}
