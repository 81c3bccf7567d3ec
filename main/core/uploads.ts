/** What the page has sent piece by piece and will name in an order: held in memory for whoever sent it, taken once. */
import { MOST_UPLOAD_BYTES } from '../../preload/contract/upload.ts'
import { Refusal } from './refusal.ts'
import type { Seat } from './seat.ts'

/** Pages that were closed half-way leave theirs behind: beyond this the oldest go. */
const MOST_UPLOADS = 40
const MOST_HELD_BYTES = 2 * MOST_UPLOAD_BYTES

export interface UploadPiece {
  upload: string
  first: number
  of: number
  /** Base64. */
  data: string
}

export interface Uploads {
  /** Throws Refusal 'changed' for a piece out of turn: then it begins again. */
  add(seat: Seat, piece: UploadPiece): void
  /** Throws Refusal 'changed' where it is not whole, or no longer here. */
  take(seat: Seat, upload: string): Uint8Array<ArrayBuffer>
  drop(seat: Seat, upload: string): void
}

interface Held {
  bytes: Uint8Array<ArrayBuffer>
  have: number
}

export function createUploads(): Uploads {
  const seats = new WeakMap<Seat, Map<string, Held>>()
  const heldBy = (seat: Seat): Map<string, Held> => {
    const held = seats.get(seat) ?? new Map<string, Held>()
    seats.set(seat, held)
    return held
  }
  return {
    add(seat, { upload, first, of, data }) {
      const held = heldBy(seat)
      const known = first === 0 ? { bytes: new Uint8Array(of), have: 0 } : held.get(upload)
      const piece = Buffer.from(data, 'base64')
      held.delete(upload)
      if (known === undefined || known.have !== first || known.bytes.length !== of || first + piece.length > of) throw new Refusal('changed', 'a piece out of turn')
      known.bytes.set(piece, first)
      known.have += piece.length
      // Put last again: what was sent longest ago goes first.
      held.set(upload, known)
      makeRoom(held)
    },
    take(seat, upload) {
      const held = heldBy(seat)
      const known = held.get(upload)
      held.delete(upload)
      if (known === undefined || known.have < known.bytes.length) throw new Refusal('changed', 'an upload is not whole')
      return known.bytes
    },
    drop: (seat, upload) => void heldBy(seat).delete(upload),
  }
}

function makeRoom(held: Map<string, Held>): void {
  let bytes = [...held.values()].reduce((sum, one) => sum + one.bytes.length, 0)
  for (const [oldest, one] of [...held].slice(0, -1)) {
    if (held.size <= MOST_UPLOADS && bytes <= MOST_HELD_BYTES) return
    held.delete(oldest)
    bytes -= one.bytes.length
  }
}
