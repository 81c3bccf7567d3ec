/** Where the developers' data lies when it is there: beside the repository, never in it. */
import { join } from 'node:path'

export const shared = (path: string): string => join(import.meta.dirname, '../../../../shared/data', path)
