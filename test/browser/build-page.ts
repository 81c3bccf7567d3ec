/** Builds a page of a test's own as the product's pages are built: the same compiler, the same policy, other files. */
import { join } from 'node:path'
import { build } from 'vite'
import config from '../../renderer/vite.config.ts'

/** `root`: the folder of its index.html · `files`: where the built page goes, emptied before. */
export async function buildPage(root: string, files: string): Promise<void> {
  const { build: asProduct, ...rest } = config
  // Lists are joined where configurations are merged: the product's own entries must not be among these.
  await build({ ...rest, configFile: false, root, logLevel: 'error', build: { ...asProduct, outDir: files, license: false, rolldownOptions: { ...asProduct?.rolldownOptions, input: join(root, 'index.html') } } })
}
