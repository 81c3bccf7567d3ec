/** The wall's colours. Body and captions keep 7 : 1 against the ground, what is larger 4.5 : 1, by day and under the night's dimming alike. */

export interface WallColours {
  ground: string
  /** Of what lies over the ground: a mark, a rule. */
  rule: string
  text: string
  quiet: string
  amber: string
  blue: string
  /** Alert and figure sizes only. */
  red: string
  /** The same meaning in smaller type. */
  paleRed: string
}

export const DAY: WallColours = { ground: '#101820', rule: '#3a4a59', text: '#e6edf3', quiet: '#9fb0c0', amber: '#f0b545', blue: '#56b4e9', red: '#ff6b6b', paleRed: '#ff9a94' }
/** Before the layer that dims it: what would fall under its floor stands lighter. */
export const NIGHT: WallColours = { ...DAY, quiet: '#c6d2dd', amber: '#ffd07a', blue: '#9ad4f7', red: '#ff8f8f', paleRed: '#ffc2be' }
