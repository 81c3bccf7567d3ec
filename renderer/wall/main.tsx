/** The wall's entry: a page of its own, which brings nothing of the desk's screens along. */
import { createRoot } from 'react-dom/client'
import '@fontsource-variable/noto-sans-sc/index.css'
import { getBridge } from '../bridge.ts'
import './wall.css'
import { wallOf } from './which-wall.ts'
import { WallPage } from './wall-page.tsx'

getBridge()
const root = document.getElementById('root')
if (root !== null) createRoot(root).render(<WallPage wall={wallOf(location.search)} isSafe={new URLSearchParams(location.search).get('safe') === '1'} />)
