/** One API process of the central, on a database that others use too. */
import { patchSources } from '../sim/source-patch.ts'
import type { SourcePatch } from '../sim/source-patch.ts'
import { startChild, onTold, say, settingsOf } from './child.ts'
import type { Child } from './child.ts'

export interface ApiSettings {
  url: string
  /** 0 takes any free one. */
  port: number
  patches?: readonly SourcePatch[]
}
export interface ApiFacts { peakMb: number; nowMb: number }
type Said = { ready: string } | ApiFacts

export interface Api extends Child<Said> {
  address: string
  port: number
  /** Memory of the process, resident. */
  facts(): Promise<ApiFacts>
}

export async function startApi(settings: ApiSettings): Promise<Api> {
  const child = startChild<Said>('api-child.ts', settings)
  const { ready } = await child.hears((message): message is { ready: string } => 'ready' in message)
  return {
    ...child, address: ready, port: Number(new URL(ready).port),
    facts: () => {
      child.tell({ do: 'facts' })
      return child.hears((message): message is ApiFacts => 'peakMb' in message)
    },
  }
}

if (import.meta.main) await serve()

async function serve(): Promise<void> {
  const { url, port, patches = [] } = settingsOf<ApiSettings>()
  const patched = patchSources(patches)
  const { startCentral } = await import('../../main/central/central.ts')
  patched.verify()
  const central = await startCentral({ database: { kind: 'postgres', url }, port, practice: null, log: (line) => console.error(`# api ${process.pid}: ${line}`) })
  onTold<{ do: 'facts' | 'end' }>((message) => {
    if (message.do === 'end') void central.close().then(() => process.exit(0))
    else say({ peakMb: Math.round(process.resourceUsage().maxRSS / 1024), nowMb: Math.round(process.memoryUsage.rss() / 2 ** 20) })
  })
  say({ ready: central.address })
}
