/** Finds a Node.js that can run the product: it runs TypeScript from source, and SQLite's binding crashes on older ones. */
import { existsSync } from 'node:fs'
import { inRoot } from './paths.mjs'

const NEEDED = [22, 18]

export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])
}

/** Path of the packaged Node.js, else of this one; throws a message for the user when neither will do. */
export function findNode() {
  const exe = process.platform === 'win32' ? 'node.exe' : 'node'
  const system = process.platform === 'win32' ? 'win' : process.platform
  const packaged = inRoot('node_modules', `node-${system}-${process.arch}`, 'bin', exe)
  if (existsSync(packaged)) return packaged
  if (isNewEnough(process.versions.node)) return process.execPath
  throw new Error(`This needs Node.js ${NEEDED.join('.')} or newer and found ${process.versions.node}. Install Node.js 24 and start again.`)
}

/** Node 22 warns of type stripping on every start. */
export const NODE_FLAGS = ['--disable-warning=ExperimentalWarning']
