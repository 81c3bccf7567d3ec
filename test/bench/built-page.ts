/** The page as it is shipped, built where it is not. */
import { ensurePage } from '../../main/setup/build.mjs'

let ready: Promise<void> | undefined
export function setUp(): Promise<void> {
  ready ??= ensurePage(process.execPath, (line) => console.error(line))
  return ready
}
