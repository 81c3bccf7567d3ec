/** Which of the three faces is shown: opening, connecting, or the frame with its sections. */
import type { ReactNode } from 'react'
import { Appearance } from './chrome/appearance.tsx'
import { Boundary } from './chrome/boundary.tsx'
import { Splash } from './chrome/splash.tsx'
import { ConnectPage } from './connect/connect-page.tsx'
import { Sections } from './sections.tsx'
import { useArrival } from './state/arrival.ts'
import { CityProvider } from './state/city.ts'
import { SessionProvider, useLiveSession } from './state/session.ts'

export function App(): ReactNode {
  return (
    <SessionProvider>
      <CityProvider>
        <Appearance>
          <Boundary>
            <Face />
          </Boundary>
        </Appearance>
      </CityProvider>
    </SessionProvider>
  )
}

function Face(): ReactNode {
  const live = useLiveSession()
  const session = live.state === 'here' ? live.value : live.state === 'failed' ? live.last : undefined
  const arrived = useArrival(session)
  if (session === undefined) return <Splash failure={live.state === 'failed' ? live.failure : null} />
  if (session.state === 'none') return <ConnectPage session={session} />
  if (!arrived) return <Splash failure={null} />
  // Another person or another central is another world: nothing of the old screens stays mounted.
  return <Sections key={`${session.central} ${session.sub}`} session={session} />
}
