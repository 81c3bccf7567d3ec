/** How far a briefing on its way out is. */
import type { Failure } from '../../../preload/contract/api.ts'
import type { ExportProgress } from '../../../preload/contract/export.ts'

export type BriefingExport =
  | { state: 'ready' }
  /** Share of the pictures' bytes that has gone to the console. */
  | { state: 'sending'; share: number }
  | { state: 'writing'; progress: ExportProgress | null }
  /** Share of the file's bytes that has come. */
  | { state: 'fetching'; share: number }
  /** The browser's own print was open. */
  | { state: 'printed'; name: string }
  | { state: 'done'; name: string; path: string | null; slides: number }
  | { state: 'failed'; failure: Failure }
