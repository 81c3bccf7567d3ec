/** Draws the scene on the window's surface and states, once the frame is there, what is painted. */
import { useEffect, useMemo, useRef, useState } from 'react'
import type { RefObject } from 'react'
import type { Cells } from '../../preload/contract/cells.ts'
import type { Field } from '../../preload/contract/model.ts'
import { loadFontFor } from '../chrome/fonts.ts'
import { pictureDrawn } from '../state/picture-due.ts'
import { paintField } from '../chrome/ground/painted-field.ts'
import { afterTwoFrames } from './after-frames.ts'
import type { Label } from './labels.ts'
import { mapLayers } from './layers.ts'
import type { DrawnField, Half, Scene } from './layers.ts'
import { markAtlas } from './mark-atlas.ts'
import type { Letters, MarkAtlas } from './mark-atlas.ts'
import type { Shade } from '../chrome/ground/palette.ts'
import { getSurface } from './surface.ts'
import { useSurfaceState } from './use-surface.ts'

export type Drawing = Omit<Scene, 'halves' | 'labels' | 'atlas'>
export type DrawnHalf = Omit<Half, 'field'> & { field: Field | null }

/** While answers are on their way the picture waits so long for them: one frame shows them all, not each its own, and no old field under new marks. */
const PATIENCE_MS = 200

interface Picture {
  drawing: Drawing
  /** The period chosen. */
  half: DrawnHalf
  /** Those whose hexagons `half` has. */
  cells: Cells | null
  /** Another period beside it, and on which side; null while one alone is shown. */
  other: DrawnHalf | null
  isOtherLeft: boolean
  labels: Label[]
  letters: Letters
}

/** `awaited`: a newer field, or newer marks, have been asked for. */
export function usePicture(container: RefObject<HTMLElement | null>, { drawing, half, cells, other, isOtherLeft, labels, letters }: Picture, awaited: boolean): void {
  const surface = getSurface()
  const ready = useSurfaceState() === 'ready'
  const { drawn, atlas } = useDrawnText(labels, letters, drawing.font)
  const picture = useMemo(() => ({ drawing, half, cells, other, isOtherLeft, drawn, atlas, ready }), [drawing, half, cells, other, isOtherLeft, drawn, atlas, ready])
  const shown = useRef<object | null>(null)
  useEffect(() => {
    if (!ready || shown.current === picture) {
      if (!awaited) pictureDrawn()
      return
    }
    const paint = (): void => {
      shown.current = picture
      const chosen = paintHalf(half, 'chosen', drawing.shade)
      const beside = other === null ? null : paintHalf(other, 'other', drawing.shade)
      const halves: Scene['halves'] = beside === null ? [chosen.drawn] : isOtherLeft ? [beside.drawn, chosen.drawn] : [chosen.drawn, beside.drawn]
      surface.draw(mapLayers({ ...drawing, labels: drawn, atlas, halves }), halves.length, () => {
        if (container.current) state(container.current, chosen.field, cells, beside?.field ?? null)
        if (!awaited) pictureDrawn()
      })
    }
    if (!awaited || shown.current === null) return paint()
    const timer = setTimeout(paint, PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [surface, ready, picture, drawing, half, cells, other, isOtherLeft, drawn, atlas, container, awaited])
  useEffect(() => pictureDrawn, [])
}

/** For tests and assistive tools: what the picture shows, in numbers. */
function state(element: HTMLElement, field: Field | null, cells: Cells | null, beside: Field | null): void {
  if (beside === null) delete element.dataset['besideRecords']
  else element.dataset['besideRecords'] = String(beside.records)
  if (cells === null) delete element.dataset['cellsReady']
  else {
    Object.assign(element.dataset, {
      cellsReady: `${cells.layer} ${cells.measure}`, resolution: cells.resolution, records: cells.totalRecords, total: cells.total, asOf: cells.provenance.asOf ?? '',
    })
  }
  if (field === null) return
  Object.assign(element.dataset, {
    fieldReady: field.layer, records: field.records, total: field.total, level: field.level,
    bandwidth: field.bandwidthMeters, asOf: field.provenance.asOf ?? '',
  })
}

/** `field`: the one that `drawn` shows, which may have no colour anywhere; null where there is none, or no room for its texture. */
function paintHalf({ field, ...rest }: DrawnHalf, of: 'chosen' | 'other', shade: Shade): { drawn: Half; field: Field | null } {
  const drawn = field === null ? 'bare' : drawField(field, of, shade)
  return { drawn: { ...rest, field: drawn === 'bare' ? null : drawn }, field: drawn === null ? null : field }
}

interface Kept {
  field: Field
  shade: Shade
  drawn: DrawnField
}
/** One a period, as there is one surface: that of the field painted last. After a lost context it is gone with its device. */
const keptOf: Record<'chosen' | 'other', Kept | null> = { chosen: null, other: null }

function drawField(field: Field, of: 'chosen' | 'other', shade: Shade): DrawnField | 'bare' | null {
  const kept = keptOf[of]
  if (kept?.field === field && kept.shade === shade && kept.drawn.texture.device === getSurface().device()) return kept.drawn
  const painted = paintField(field, shade)
  const texture = painted === null ? null : getSurface().makeTexture(painted.bytes, painted.width, painted.height)
  const drawn = painted === null ? 'bare' : texture === null ? null : { texture, bounds: painted.bounds }
  const old = kept?.drawn.texture
  keptOf[of] = drawn === null || drawn === 'bare' ? null : { field, shade, drawn }
  // The old one is still in the layers of this frame; two frames later nobody holds it.
  if (old) afterTwoFrames(() => old.destroy())
  return drawn
}

/** Labels and mark pictures only once their characters' font is here: both are rasterised a single time. */
function useDrawnText(labels: Label[], letters: Letters, font: string): { drawn: Label[]; atlas: MarkAtlas | null } {
  const [drawn, setDrawn] = useState<Label[]>([])
  const [atlas, setAtlas] = useState<MarkAtlas | null>(null)
  const sample = useMemo(() => labels.map(({ text }) => text).join(''), [labels])
  useEffect(() => {
    let current = true
    void loadFontFor(sample).then(() => current && setDrawn(labels))
    return () => void (current = false)
  }, [labels, sample])
  const word = Object.values(letters).join('')
  useEffect(() => {
    let current = true
    void loadFontFor(word).then(() => current && setAtlas(markAtlas(letters, font)))
    return () => void (current = false)
    // oxlint-disable-next-line react/exhaustive-deps -- the word stands for the letters
  }, [word, font])
  return { drawn, atlas }
}
