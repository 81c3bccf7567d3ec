/** Draws the scene on the window's surface and states, once the frame is there, what is painted. */
import { useEffect, useMemo, useRef, useState } from 'react'
import type { RefObject } from 'react'
import type { Texture } from '@luma.gl/core'
import type { Field } from '../../preload/contract/model.ts'
import { loadFontFor } from '../chrome/fonts.ts'
import { paintClasses } from './colour.ts'
import { gridBounds } from './grid.ts'
import type { Label } from './labels.ts'
import { mapLayers } from './layers.ts'
import type { Scene } from './layers.ts'
import { markAtlas } from './mark-atlas.ts'
import type { Letters, MarkAtlas } from './mark-atlas.ts'
import type { Shade } from './palette.ts'
import { getSurface } from './surface.ts'
import { useSurfaceState } from './use-surface.ts'

export type Drawing = Omit<Scene, 'field' | 'labels' | 'atlas'>

export function usePicture(container: RefObject<HTMLElement | null>, drawing: Drawing, field: Field | null, labels: Label[], letters: Letters): void {
  const surface = getSurface()
  const ready = useSurfaceState() === 'ready'
  const texture = useTexture(field, drawing.shade, ready)
  const { drawn, atlas } = useDrawnText(labels, letters, drawing.font)
  useEffect(() => {
    if (!ready) return
    const layers = mapLayers({ ...drawing, labels: drawn, atlas, field: field && texture ? { texture, bounds: gridBounds(field) } : null })
    surface.draw(layers, () => {
      if (container.current) state(container.current, texture ? field : null)
    })
  }, [surface, ready, drawing, field, texture, drawn, atlas, container])
}

/** For tests and assistive tools: what the picture shows, in numbers. */
function state(element: HTMLElement, field: Field | null): void {
  if (field === null) return
  Object.assign(element.dataset, {
    fieldReady: field.layer, records: field.records, total: field.total, level: field.level,
    bandwidth: field.bandwidthMeters, asOf: field.provenance.asOf ?? '',
  })
}

function useTexture(field: Field | null, shade: Shade, ready: boolean): Texture | null {
  const kept = useRef<{ field: Field; shade: Shade; texture: Texture } | null>(null)
  const [texture, setTexture] = useState<Texture | null>(null)
  useEffect(() => {
    // After a lost context every texture is gone with it.
    if (!ready) {
      kept.current = null
      // oxlint-disable-next-line react/set-state-in-effect -- a texture of the lost context must not reach the next one
      setTexture(null)
    }
    if (!ready || field === null || (kept.current?.field === field && kept.current.shade === shade)) return
    const bytes = paintClasses(field.values, field.limits, shade)
    const next = getSurface().makeTexture(bytes, field.width, field.height)
    const old = kept.current?.texture
    kept.current = next ? { field, shade, texture: next } : null
    setTexture(next)
    // The old one is still in the layers of this frame; two frames later nobody holds it.
    if (old) requestAnimationFrame(() => requestAnimationFrame(() => old.destroy()))
  }, [field, shade, ready])
  return ready ? texture : null
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
