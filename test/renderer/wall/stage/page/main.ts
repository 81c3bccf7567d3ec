/** A page with the wall's stage and nothing else, for looking at every state it can be in; the map's place holds a picture that stands still. */
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import type { WallScene, WallState } from '../../../../../preload/contract/wall.ts'
import type { ShownAlerts } from '../../../../../renderer/wall/run/present-alerts.ts'
import { Stage } from '../../../../../renderer/wall/stage/stage.tsx'
import type { StageLink } from '../../../../../renderer/wall/stage/ticker.tsx'

const root = createRoot(document.getElementById('root')!)
const ground = createElement('div', { className: 'ground' })

export interface Shown {
  state: WallState
  scene: WallScene | null
  now: number
  alerts: ShownAlerts
  link: StageLink
  keysShown: boolean
}
const wallStage = {
  /** Resolves once it is painted with the fonts it needs. */
  async show(shown: Shown): Promise<void> {
    root.render(createElement(Stage, { ...shown, map: ground, beat: 1 }))
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
    await document.fonts.ready
    await Promise.all(document.getAnimations().map((animation) => animation.finish()))
  },
}
declare global {
  interface Window {
    wallStage: typeof wallStage
  }
}
window.wallStage = wallStage
document.documentElement.dataset['ready'] = ''
