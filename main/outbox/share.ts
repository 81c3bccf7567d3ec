/** Locks and syncs of a network share cannot be trusted: an outbox there is refused. */
import { statfsSync } from 'node:fs'
import { StoreFailure } from '../store/failure.ts'

/** Types of Linux's statfs: NFS, SMB, CIFS, SMB2, AFS, Coda, 9P, Ceph. */
const REMOTE = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f, 0x73757245, 0x01021997, 0x00c36400])

/** `type` is what statfs says; it means a kind of file system on Linux alone. A drive letter that Windows maps to a share is not recognised. */
export function isShare(folder: string, type: number, platform: string): boolean {
  if (platform === 'win32') return /^(\\\\|\/\/)(?![?.])|^\\\\\?\\UNC\\/i.test(folder)
  return platform === 'linux' && REMOTE.has(type >>> 0)
}

export function refuseShare(folder: string): void {
  if (isShare(folder, statfsSync(folder).type, process.platform)) throw new StoreFailure('storage', `${folder} is on a network share`)
}
