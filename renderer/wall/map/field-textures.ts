/** Textures of the fields that are shown or prepared: each made once, and destroyed when no frame holds it any more. */
import type { Texture } from '@luma.gl/core'
import type { Field } from '../../../preload/contract/model.ts'
import { paintClasses } from '../../chrome/ground/colour.ts'
import type { Surface } from '../../map/surface.ts'

export interface FieldTextures {
  /** Null while there is no context, or no room for it. */
  textureOf(field: Field): Texture | null
  /** All others go, once the frame that shows these is past. */
  keepOnly(fields: readonly Field[]): void
}

export function openFieldTextures(surface: Pick<Surface, 'device' | 'makeTexture'>, afterFrames: (work: () => void) => void): FieldTextures {
  const kept = new Map<Field, Texture>()
  return {
    textureOf(field) {
      const known = kept.get(field)
      // Of a lost context nothing is left.
      if (known !== undefined && known.device === surface.device()) return known
      const made = surface.makeTexture(paintClasses(field.values, field.limits, 'dark'), field.width, field.height)
      if (made === null) kept.delete(field)
      else kept.set(field, made)
      return made
    },
    keepOnly(fields) {
      for (const [field, texture] of kept) {
        if (fields.includes(field)) continue
        kept.delete(field)
        if (texture.device === surface.device()) afterFrames(() => texture.destroy())
      }
    },
  }
}
