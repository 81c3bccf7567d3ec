/** The page's entry: takes the bridge before anything reads the address, then draws. */
import { createRoot } from 'react-dom/client'
import '@fontsource-variable/noto-sans-sc/index.css'
import { App } from './app.tsx'
import { getBridge } from './bridge.ts'

getBridge()
const root = document.getElementById('root')
if (root !== null) createRoot(root).render(<App />)
