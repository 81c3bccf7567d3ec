/** What a host sees of the console, and what the console may ask of its host. */
import type { Answer, ConsoleEvent } from '../../preload/contract/api.ts'
import type { RestartCause, WallBeat } from '../../preload/contract/wall-health.ts'
import type { Display, WallId, WallSettings } from '../../preload/contract/wall-settings.ts'
import type { Audience } from './audience.ts'
import type { FileBytes } from './write-whole.ts'

export interface ConsoleConfig {
  /** Profiles (cache, outbox) live below this folder. */
  dataFolder: string
  /** Address of the practice central started beside this console, or null. */
  practice: string | null
  /** Address of the central the connection page proposes, or null. */
  central: string | null
  /** A PMTiles file named at the start: brought into the folder of base maps, checked, and chosen when it is sound. */
  baseMap?: string | null
}

/** Seals a text so that only this user of this PC opens it again. Null where the system keeps no key. */
export interface Vault {
  seal(text: string): Promise<Uint8Array | null>
  open(sealed: Uint8Array): Promise<string | null>
}

/** What a host can do with the walls of its PC. */
export interface WallWindows {
  displays(): Display[]
  /** On the display of its settings, whole. Throws Refusal 'refused' where it has none, or where that display is not there. */
  open(wall: WallSettings): void
  shut(wall: WallId): void
  /** Its page anew, as if nothing had happened before. Throws Refusal 'refused' where it is not open. */
  restart(wall: WallSettings): void
  /** Its settings are others; it may be open or not. */
  changed(wall: WallSettings): void
  startsAtLogOn(): boolean
  /** Throws Refusal 'refused' where the system does not take it. */
  startAtLogOn(on: boolean): void
}

/** What a host hears of the walls' pages, and what it says of them. */
export interface WallsAtHost {
  settings(): WallSettings[]
  onBeat(listen: (beat: WallBeat) => void): () => void
  /** Its contexts were lost too often: it is to go on without WebGL. */
  onUnsafe(listen: (wall: WallId) => void): () => void
  /** Said before the page is loaded; `safe`: without WebGL. */
  opening(wall: WallId, cause: RestartCause, safe: boolean): void
  shut(wall: WallId): void
}

export interface Host {
  kind: 'desktop' | 'browser'
  /**
   * Asks the operator where a file of this name goes and writes it there, whole or not at all (`writeWhole`); resolves with its path, or
   * with null when they changed their mind. A host without it leaves the file to the page.
   */
  saveFile?(name: string, bytes: FileBytes): Promise<string | null>
  /** The page in front as it is laid out for paper, in the page size it names itself, as a PDF. Absent in the browser host, whose browser prints. */
  printPage?(): Promise<FileBytes>
  /** Shows the operator a dialog for one PMTiles file; its path, or null when the operator chose none. Absent where the host has no dialogs. */
  askForBaseMap?(): Promise<string | null>
  /** Shows the operator a dialog for a folder; its path, or null when they chose none. Absent where the host has no dialogs. */
  chooseFolder?(): Promise<string | null>
  /** Puts a file of this name into a folder chosen before, beside whatever is there (`writeInto`); resolves with its path. Throws Refusal 'no-folder', 'disk-full', 'not-writable'. */
  writeInto?(folder: string, name: string, bytes: FileBytes): Promise<string>
  /** The system's keyring; absent in the browser host, where a token stays in memory. */
  vault?: Vault
  /** Windows on displays of this PC; absent in the browser host, where a kiosk browser shows a wall. */
  walls?: WallWindows
  /** An address at which a browser of this PC shows this wall, good once and for two minutes. Absent where the host opens windows itself. */
  wallAddress?(wall: WallId): string
  /** Hears of every error that was not on purpose; without it they go to the standard error output. */
  onError?(what: string, error: unknown): void
}

/** All a host may use of the core. */
export interface Console {
  /** `audience`: whoever stands behind the call; the host vouches for it, no message says it. Never rejects: whatever goes wrong comes back as a failure. */
  dispatch(method: string, input: unknown, audience?: Audience): Promise<Answer<unknown>>
  /** An audience hears what concerns it, numbered without gaps for its kind. */
  onEvent(listen: (event: ConsoleEvent) => void, audience?: Audience): () => void
  walls: WallsAtHost
  close(): Promise<void>
}
