/** Who is signed in, where; asked once for the whole page. */
import { createContext, createElement, useContext } from 'react'
import type { ReactNode } from 'react'
import type { Session } from '../../preload/contract/model.ts'
import { useLive } from './live.ts'
import type { Live } from './live.ts'

export type OpenSession = Extract<Session, { state: 'open' }>

const SessionContext = createContext<Live<Session>>({ state: 'asking' })

export function SessionProvider({ children }: { children: ReactNode }): ReactNode {
  return createElement(SessionContext, { value: useLive('session.get', null, ['session']) }, children)
}

export function useLiveSession(): Live<Session> {
  return useContext(SessionContext)
}

/** The open session, for screens inside the frame; null while connecting. */
export function useSession(): OpenSession | null {
  const live = useContext(SessionContext)
  const session = live.state === 'here' ? live.value : live.state === 'failed' ? live.last : undefined
  return session?.state === 'open' ? session : null
}
