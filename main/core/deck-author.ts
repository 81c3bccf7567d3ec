/** Who makes a briefing or takes one out: whole, and without its center for where room is short. */
import type { Seat } from './seat.ts'

type Named = Pick<Seat, 'remembered'>

export const contactOf = ({ remembered: { name, sub } }: Named): string => `${name} (${sub})`
export const authorOf = (seat: Named): string => `${contactOf(seat)} · ${seat.remembered.centralName}`
