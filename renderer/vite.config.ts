/** Builds the page both hosts serve: hashed files only, nothing inlined, a placeholder where the host writes its nonce. */
import { fileURLToPath } from 'node:url'
import babel from '@rolldown/plugin-babel'
import { defineConfig } from 'vite'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: here('.'),
  base: '/',
  publicDir: false,
  cacheDir: here('../node_modules/.vite'),
  html: { cspNonce: '%CSP_NONCE%' },
  worker: { format: 'es' },
  // A part of a screen is drawn anew only where what it shows has changed.
  plugins: [babel({ include: /\/renderer\/.*\.tsx?$/, exclude: /node_modules/, parserOpts: { plugins: ['typescript', 'jsx'] }, plugins: [['babel-plugin-react-compiler', {}]] })],
  build: {
    outDir: here('../dist/renderer'),
    emptyOutDir: true,
    target: 'es2023',
    // The content policy allows neither data: fonts nor inline modules.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4_000,
    reportCompressedSize: false,
    // Goes along with the packed product; not of a type that a host serves.
    license: { fileName: 'licences.md' },
    rolldownOptions: {
      // The wall is a page of its own: nothing of the desk's screens comes with it.
      input: [here('index.html'), here('wall.html')],
      // "use client" means nothing here, and every file of the component library says it.
      onLog: (level, log, report) => (log.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : report(level, log)),
    },
  },
})
