/** Why a wall does not do as it was told, in words of walls: what else is refused is so by the center, here it is by this PC. */
import type { ReactNode } from 'react'
import type { Failure } from '../../preload/contract/api.ts'
import { FailureNote } from '../chrome/failure-note.tsx'
import { useText } from '../chrome/text.ts'

const OWN = ['refused', 'disk-full', 'not-writable', 'bad-input'] as const
const isOwn = (code: string): code is (typeof OWN)[number] => (OWN as readonly string[]).includes(code)

export function WallFailure({ failure }: { failure: Failure }): ReactNode {
  const { t } = useText()
  return isOwn(failure.code) ? <div data-wall-failure={failure.code}><FailureNote failure={failure} words={t(`walls.failure.${failure.code}`)} /></div> : <FailureNote failure={failure} />
}
