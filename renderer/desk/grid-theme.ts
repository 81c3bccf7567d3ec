/** The grid in the colours and letters of the rest. */
import type { Theme as Look } from '@mui/material/styles'
import { themeQuartz, type Theme } from 'ag-grid-community'
import { FONT_FAMILY } from '../chrome/font-family.ts'

const made = new WeakMap<Look, Theme>()

export function gridTheme(look: Look): Theme {
  const known = made.get(look) ?? makeTheme(look)
  made.set(look, known)
  return known
}

function makeTheme({ palette }: Look): Theme {
  return themeQuartz.withParams({
    browserColorScheme: palette.mode,
    backgroundColor: palette.background.paper, foregroundColor: palette.text.primary, textColor: palette.text.primary, borderColor: palette.divider, accentColor: palette.primary.main,
    headerBackgroundColor: palette.background.default, headerTextColor: palette.text.primary, headerFontWeight: 600,
    fontFamily: FONT_FAMILY, fontSize: 13, headerFontSize: 13, spacing: 6, wrapperBorder: false, wrapperBorderRadius: 0,
    iconColor: palette.text.secondary, rowHoverColor: palette.action.hover, selectedRowBackgroundColor: palette.action.selected,
  })
}
