/** Another account begins at its own home: where the last one looked is taken out of the address before anything of the new one is drawn. */
import { useLayoutEffect, useState } from 'react'
import type { Session } from '../../preload/contract/model.ts'
import { changeAddress } from './address.ts'

/** Names who looks at what; null while nobody is signed in, undefined while unknown. */
function nameOf(session: Session | undefined): string | null | undefined {
  if (session === undefined) return undefined
  return session.state === 'open' ? `${session.central} ${session.sub}` : null
}

/** True once the address belongs to this session. A page opened with a link keeps it: only a change of account clears. */
export function useArrival(session: Session | undefined): boolean {
  const who = nameOf(session)
  const city = session?.state === 'open' ? session.city : null
  const [seen, setSeen] = useState<{ who: string | null; city: string | null } | undefined>()
  useLayoutEffect(() => {
    if (who === undefined || who === seen?.who) return
    if (seen !== undefined && who !== null) {
      // Class ids are the city's own: in another city they would only filter everything away.
      const otherCity = seen.city !== null && city !== seen.city
      changeAddress({ area: null, drawn: null, camera: null, pick: null, ...(otherCity ? { classes: [] } : {}) }, 'replace')
    }
    // oxlint-disable-next-line react/set-state-in-effect -- the address, an outside store, must change before the new account is drawn
    setSeen({ who, city: city ?? seen?.city ?? null })
  }, [who, city, seen])
  return who !== undefined && who === seen?.who
}
