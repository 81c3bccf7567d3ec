/** The newest answer of each scene, and asking for one: old answers serve while the console is silent, and a question that was pushed aside is asked again. */
import type { Answer, Bridge, Failure, Input, Method, Output } from '../../../preload/contract/api.ts'
import type { View } from '../../../preload/contract/model.ts'
import type { WallScene } from '../../../preload/contract/wall.ts'
import type { SceneId, WallId } from '../../../preload/contract/wall-settings.ts'

/** A console that has not answered by then does not answer. */
export const ANSWER_WITHIN_MS = 8_000
const AGAIN_MS = 250
const MOST_TRIES = 8

export interface Asking {
  call: Bridge['call']
  /** Returns how to take it back. */
  later(work: () => void, delayMs: number): () => void
}

/** Resolves in any case, and in good time. */
export function askInTime<M extends Method>({ call, later }: Asking, method: M, input: Input<M>): Promise<Answer<Output<M>>> {
  return new Promise((resolve) => {
    const fail = (failure: Failure): void => resolve({ ok: false, failure })
    const cancel = later(() => fail({ code: 'unreachable', detail: `${method}: no answer` }), ANSWER_WITHIN_MS)
    call(method, input).then(
      (answer) => {
        cancel()
        resolve(answer)
      },
      (error: unknown) => {
        cancel()
        fail({ code: 'internal', detail: String(error) })
      })
  })
}

export interface SceneAnswers {
  newest(scene: SceneId): WallScene | null
  ask(scene: SceneId, view: View): Promise<Answer<WallScene>>
}

export function openSceneAnswers(asking: Asking, wall: WallId): SceneAnswers {
  const kept = new Map<SceneId, WallScene>()
  return {
    newest: (scene) => kept.get(scene) ?? null,
    async ask(scene, view) {
      for (let tries = 1; ; tries++) {
        const answer = await askInTime(asking, 'wall.scene', { wall, scene, view })
        if (answer.ok) kept.set(scene, answer.value)
        if (answer.ok || answer.failure.code !== 'superseded' || tries >= MOST_TRIES) return answer
        await new Promise<void>((resolve) => void asking.later(resolve, AGAIN_MS))
      }
    },
  }
}
