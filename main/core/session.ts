/** Who works here: at most one open seat; changing it closes the one before, so that nothing of one user meets another. */
import type { Session, Topic } from '../../preload/contract/model.ts'
import type { Ports } from '../sync/ports.ts'
import type { ConsoleConfig, Vault } from './host.ts'
import { createKeptToken } from './kept-token.ts'
import { Refusal } from './refusal.ts'
import { recallSession, rememberSession, type Remembered } from './remembered.ts'
import { enterPractice, enterWithToken, type Entry } from './sign-in.ts'
import { openSeat, type Seat } from './seat.ts'

export interface SessionKeeper {
  describe(): Session
  /** Throws Refusal 'not-signed-in'. */
  seat(): Seat
  /** Opens what was open last, or the practice city where nothing was. Never throws: then nobody is signed in. */
  resume(): Promise<void>
  connect(central: string, token: string): Promise<Session>
  /** Nulls: the practice central beside this console, its first manager. */
  practice(central: string | null, account: string | null): Promise<Session>
  signOut(): Promise<Session>
  close(): Promise<void>
}

export function createSessionKeeper(config: ConsoleConfig, ports: Ports, announce: (topics: Topic[]) => void, vault?: Vault): SessionKeeper {
  const kept = createKeptToken(config.dataFolder, vault)
  let open: Seat | null = null
  // One change of session at a time: two quick clicks must not open two seats on one profile.
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = turn.then(work, work)
    turn = result.catch(() => null)
    return result
  }

  const describe = (): Session => {
    const practiceAvailable = config.practice !== null
    if (open === null) return { state: 'none', practiceAvailable, proposedCentral: config.central }
    const { central, centralName, practice, sub, name, role, city, homeArea, duties } = open.remembered
    return { state: 'open', central, centralName, practice, practiceAvailable, sub, name, role, city, homeArea, duties }
  }

  const leave = async (): Promise<void> => {
    const old = open
    open = null
    await old?.close()
  }

  const occupy = async (remembered: Remembered, token: string | null): Promise<Session> => {
    await leave()
    try {
      open = await openSeat({
        dataFolder: config.dataFolder, remembered, token, practice: config.practice, ports,
        onEntered(now) {
          rememberSession(config.dataFolder, now)
          announce(['session', 'sync'])
        },
        onTopics: announce,
      })
      rememberSession(config.dataFolder, open.remembered)
    } finally {
      announce(['session', 'sync', 'field', 'places', 'cases', 'edits'])
    }
    return describe()
  }
  const enterWith = (entry: Entry): Promise<Session> => occupy(entry.remembered, entry.token)

  return {
    describe,
    seat() {
      if (open === null) throw new Refusal('not-signed-in', 'nobody is signed in')
      return open
    },
    resume: () =>
      inTurn(async () => {
        const last = recallSession(config.dataFolder)
        try {
          if (last !== null) await occupy(last, await kept.recall(last))
          else if (config.practice !== null) await enterWith(await enterPractice(ports, config.practice, null, true))
        } catch (error) {
          process.stderr.write(`the last session could not be opened: ${error instanceof Error ? error.message : String(error)}\n`)
        }
      }),
    connect: (central, token) => 
      inTurn(async () => {
        const entry = await enterWithToken(ports, central, token)
        const session = await enterWith(entry)
        await kept.keep(entry.remembered, token)
        return session
      }),
    practice: (central, account) =>
      inTurn(async () => {
        const beside = central === null || isSameOrigin(central, config.practice)
        const address = central ?? config.practice
        if (address === null) throw new Refusal('unreachable', 'no practice central runs beside this console')
        const session = await enterWith(await enterPractice(ports, address, account, beside))
        kept.forget()
        return session
      }),
    signOut: () =>
      inTurn(async () => {
        await leave()
        kept.forget()
        rememberSession(config.dataFolder, null)
        announce(['session', 'sync', 'field', 'places', 'cases', 'edits'])
        return describe()
      }),
    close: () => inTurn(leave),
  }
}

function isSameOrigin(one: string, other: string | null): boolean {
  return other !== null && URL.canParse(one) && URL.canParse(other) && new URL(one).origin === new URL(other).origin
}
