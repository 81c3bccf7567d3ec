/** On paper: the sheet alone, A4, black on white, whatever the screen looks like. */
import GlobalStyles from '@mui/material/GlobalStyles'
import type { ReactNode } from 'react'

const STYLES = {
  '@page': { size: 'A4', margin: '12mm' },
  '@media print': {
    'html, body, #root, #root *:has([data-shift])': { height: 'auto !important', minHeight: '0 !important', minWidth: '0 !important', maxWidth: 'none !important', overflow: 'visible !important', background: '#fff !important' },
    '#root *:has([data-shift]), [data-shift]': { display: 'block !important' },
    '#root *:not(:has([data-shift])):not([data-shift]):not([data-shift] *)': { display: 'none !important' },
    '[data-shift] [data-screen-only]': { display: 'none !important' },
    '[data-shift], [data-shift] *': { color: '#000 !important', backgroundColor: 'transparent !important', borderColor: '#888 !important', overflow: 'visible !important' },
    '[data-shift]': { padding: '0 !important' },
    '[data-shift] section': { breakInside: 'auto' },
    '[data-shift] tr, [data-shift] li': { breakInside: 'avoid' },
    '[data-shift] thead': { display: 'table-header-group' },
    '[data-shift] h3': { breakAfter: 'avoid' },
    '[data-shift] td, [data-shift] th': { padding: '2px 6px !important', fontSize: '9pt !important' },
  },
}

export function PrintStyle(): ReactNode {
  return <GlobalStyles styles={STYLES} />
}
