/** What the central asks of a database, whichever kind it is. */

export interface Sql {
  /** One statement. bigint arrives as number, numeric as text, bytea as Uint8Array. */
  query<T>(text: string, params?: unknown[]): Promise<T[]>
  transaction<T>(work: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T>
  /** Hears NOTIFY on a channel; `onGap` is called when notifications may have been missed. */
  listen(channel: string, hear: (payload: string) => void, onGap?: () => void): Promise<() => Promise<void>>
  /** Questions that wait for a connection. */
  waiting(): number
  close(): Promise<void>
  readonly kind: DatabaseTarget['kind']
}

export interface Tx extends Pick<Sql, 'query'> {
  /** A COPY … FROM '/dev/blob' that reads `text`: twice as fast as an INSERT. Only the embedded database has it, whose one connection also means that no row appears beside it. */
  copy?: (statement: string, text: string) => Promise<void>
}

export interface TransactionOptions {
  isolation?: 'read committed' | 'repeatable read'
  readOnly?: boolean
  /** Of all transactions of this name, in all processes, one at a time; the others wait before they begin, and then see what it did. */
  alone?: string
}

/** `folder: null` keeps everything in memory. */
export type DatabaseTarget = { kind: 'embedded'; folder: string | null } | { kind: 'postgres'; url: string }
