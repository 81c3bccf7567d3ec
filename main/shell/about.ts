/** What support asks for first: versions, places, how often the graphics process died. */
import type { Words } from './words.ts'

export interface Facts {
  version: string
  electron: string
  chromium: string
  node: string
  /** Operating system, its release and the processor. */
  system: string
  dataFolder: string
  log: string
  graphicsRestarts: number
}

export function aboutLines(facts: Facts, words: Words): string {
  return [
    words('about.version', { version: facts.version }),
    `Electron ${facts.electron} · Chromium ${facts.chromium} · Node ${facts.node}`,
    facts.system,
    words('about.data', { path: facts.dataFolder }),
    words('about.log', { path: facts.log }),
    words('about.graphics', { count: facts.graphicsRestarts }),
  ].join('\n')
}
