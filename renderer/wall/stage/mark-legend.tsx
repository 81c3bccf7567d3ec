/** What the marks on the map stand for; their numbers are those of the list. */
import type { ReactNode } from 'react'
import { WALL_MARKS, type WallMark } from '../../../preload/contract/wall.ts'
import type { Text } from '../../chrome/phrase.ts'
import { colourOfMark, outlineOfMark, type WallMarkKind } from '../map/wall-marks.ts'

export function MarkLegend({ marks, text: { t } }: { marks: readonly WallMark[]; text: Text }): ReactNode {
  const kinds = WALL_MARKS.filter((kind) => marks.some((mark) => mark.kind === kind))
  if (kinds.length === 0) return null
  return <div className="wall-signs">{kinds.map((kind) => <span key={kind} className="wall-body"><Sign kind={kind} />{t(`wall.mark.${kind}`)}</span>)}</div>
}

function Sign({ kind }: { kind: WallMarkKind }): ReactNode {
  const outline = outlineOfMark(kind)
  const look = { fill: colourOfMark(kind), stroke: '#e6edf3', strokeWidth: 0.16 }
  return (
    <svg className="wall-icon" viewBox="-1.3 -1.3 2.6 2.6" aria-hidden data-mark={kind}>
      {outline === 'circle' ? <circle r="1" {...look} /> : <polygon points={outline.map((point) => point.join(',')).join(' ')} {...look} />}
    </svg>
  )
}
