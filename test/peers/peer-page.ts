/** What every peer's page offers to the process that drives it. */
import type { PointFilter } from './points.ts'

export interface PeerCamera { lng: number; lat: number; zoom: number }

export interface PeerPage {
  /** Fetches the points and shows nothing yet. */
  load(url: string): Promise<void>
  /** Shows what the filter picks; what it was is the answer. */
  show(filter: PointFilter): { records: number; total: number }
  /** Zoom as deck.gl counts, 512-px tiles. */
  setCamera(camera: PeerCamera): void
  camera(): PeerCamera
}

declare global {
  interface Window {
    peer: PeerPage
  }
}
