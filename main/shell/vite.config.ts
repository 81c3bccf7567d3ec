/** Bundles the desktop preload into the one CommonJS file that a sandboxed window loads. */
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  publicDir: false,
  build: {
    outDir: here('../../dist/preload'),
    emptyOutDir: false,
    minify: false,
    lib: { entry: here('../../preload/electron.ts'), formats: ['cjs'], fileName: () => 'electron.cjs' },
    rolldownOptions: { external: ['electron'] },
  },
})
