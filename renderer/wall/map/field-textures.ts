/** Textures of the fields that are shown or prepared: each made once, and destroyed when no frame holds it any more. */
import type { Field } from '../../../preload/contract/model.ts'
import { paintField } from '../../chrome/ground/painted-field.ts'
import type { DrawnField } from '../../map/layers.ts'
import type { Surface } from '../../map/surface.ts'

export interface FieldTextures {
  /** Null where nothing of it has a colour, and while there is no context, or no room for it. */
  drawn(field: Field): DrawnField | null
  /** All others go, once the frame that shows these is past. */
  keepOnly(fields: readonly Field[]): void
}

export function openFieldTextures(surface: Pick<Surface, 'device' | 'makeTexture'>, afterFrames: (work: () => void) => void): FieldTextures {
  const kept = new Map<Field, DrawnField>()
  return {
    drawn(field) {
      const known = kept.get(field)
      // Of a lost context nothing is left.
      if (known !== undefined && known.texture.device === surface.device()) return known
      const painted = paintField(field, 'dark')
      const texture = painted === null ? null : surface.makeTexture(painted.bytes, painted.width, painted.height)
      const made = painted === null || texture === null ? null : { texture, bounds: painted.bounds }
      if (made === null) kept.delete(field)
      else kept.set(field, made)
      return made
    },
    keepOnly(fields) {
      for (const [field, { texture }] of kept) {
        if (fields.includes(field)) continue
        kept.delete(field)
        if (texture.device === surface.device()) afterFrames(() => texture.destroy())
      }
    },
  }
}
