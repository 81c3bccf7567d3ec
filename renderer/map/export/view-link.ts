/** The address of this very view: the filter, what is painted, and where the camera stands this moment. */
import { formatAddress } from '../../state/address.ts'
import type { Address } from '../../state/address.ts'
import { roundCamera } from '../../chrome/ground/camera.ts'
import type { Camera } from '../../chrome/ground/camera.ts'

/** `page`: where this page lies, without a fragment; the camera in the address may lag behind the one on the screen. */
export function viewLink(page: string, address: Address, camera: Camera | null): string {
  return `${page.replace(/#.*$/, '')}${formatAddress({ ...address, camera: camera === null ? address.camera : roundCamera(camera) })}`
}
