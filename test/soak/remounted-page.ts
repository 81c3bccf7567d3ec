/** The page with a fault put in by the build: its map takes its Deck away and makes a new one with every scene, cleanly, as many a page does. The soak must not pass it. */
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'vite'

const WHERE = '/renderer/map/surface.ts'
const BEFORE = 'draw(next, wanted, painted) {'
/** As the surface itself does when its context is lost: finalized, another canvas, another Deck; whoever draws does so again once it is there. */
const FAULT = `${BEFORE}
      const turn = document.querySelector('[data-changes]')?.getAttribute('data-changes') ?? ''
      if (deck !== null && turn !== (globalThis as { turnShown?: string }).turnShown) {
        Object.assign(globalThis, { turnShown: turn })
        deck.finalize()
        deck = null
        device = null
        layers = []
        rebuilds = 0
        return rebuild()
      }`

function remount(): Plugin {
  let isDone = false
  return {
    name: 'remount', enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith(WHERE) || !code.includes(BEFORE)) return null
      isDone = true
      return code.replace(BEFORE, FAULT)
    },
    buildEnd() {
      if (!isDone) throw new Error(`the fault found no place in ${WHERE}`)
    },
  }
}

/** Into `folder`, which is emptied. */
export async function buildRemounted(folder: string): Promise<void> {
  const configFile = fileURLToPath(new URL('../../renderer/vite.config.ts', import.meta.url))
  await build({ configFile, logLevel: 'error', plugins: [remount()], build: { outDir: folder, emptyOutDir: true } })
}
