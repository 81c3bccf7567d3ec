/** The look: calm, dense, on an 8-point grid; amber is kept for practice and for what is old. */
import { createTheme } from '@mui/material/styles'
import type { Theme } from '@mui/material/styles'
import { FONT_FAMILY } from './font-family.ts'

declare module '@mui/material/styles' {
  interface PaletteColor {
    /** Readable as text on the page and on paper: 4.5 : 1 and more. */
    text?: string
  }
  interface SimplePaletteColorOptions {
    text?: string
  }
}

const COLOURS = {
  dark: {
    primary: { main: '#58b8d6', contrastText: '#06222d' },
    secondary: { main: '#9fb2c3' },
    background: { default: '#101820', paper: '#18232e' },
    text: { primary: '#e8eef3', secondary: '#a9b8c5' },
    divider: '#2d3b48',
    warning: { main: '#f0b545', text: '#f3c15f', contrastText: '#221500' },
    error: { main: '#f2837a', text: '#f59a92' },
    success: { main: '#63c79a', text: '#7dd3ac' },
    info: { main: '#58b8d6', text: '#8bd2e8' },
  },
  light: {
    primary: { main: '#0b6483', contrastText: '#ffffff' },
    secondary: { main: '#4b5f70' },
    background: { default: '#eef2f5', paper: '#ffffff' },
    text: { primary: '#14212b', secondary: '#4a5b69' },
    divider: '#d3dce3',
    warning: { main: '#b26a00', text: '#8a4b00', contrastText: '#ffffff' },
    error: { main: '#b3261e', text: '#a11b14' },
    success: { main: '#1c7a52', text: '#166443' },
    info: { main: '#0b6483', text: '#0b6483' },
  },
} as const

export const THEMES: Record<'light' | 'dark', Theme> = { light: makeTheme('light'), dark: makeTheme('dark') }

function makeTheme(mode: 'light' | 'dark'): Theme {
  const colours = COLOURS[mode]
  return createTheme({
    palette: { mode, ...colours },
    spacing: 8,
    // A quarter of a second of shades between two states is fifteen frames of the whole page, and on a PC without a graphics card each costs more than the map.
    transitions: { create: () => 'none', duration: { shortest: 0, shorter: 0, short: 0, standard: 0, complex: 0, enteringScreen: 0, leavingScreen: 0 } },
    shape: { borderRadius: 6 },
    typography: {
      fontFamily: FONT_FAMILY,
      fontSize: 14,
      h1: { fontSize: '1.5rem', fontWeight: 650, lineHeight: 1.35 },
      h2: { fontSize: '1.125rem', fontWeight: 650, lineHeight: 1.4 },
      h3: { fontSize: '1rem', fontWeight: 650, lineHeight: 1.4 },
      h6: { fontSize: '1.25rem', fontWeight: 600 },
      body1: { fontSize: '0.875rem', lineHeight: 1.6 },
      body2: { fontSize: '0.8125rem', lineHeight: 1.55 },
      button: { textTransform: 'none', fontWeight: 600 },
      caption: { fontSize: '0.75rem', lineHeight: 1.5 },
    },
    components: {
      MuiCssBaseline: {
        styleOverrides: {
          html: { colorScheme: mode, height: '100%' },
          body: { height: '100%', overflow: 'hidden' },
          '#root': { height: '100%' },
          ':focus-visible': { outline: `2px solid ${colours.primary.main}`, outlineOffset: 2 },
          '@media (prefers-reduced-motion: reduce)': { '*, *::before, *::after': { animationDuration: '0.01ms !important', transitionDuration: '0.01ms !important' } },
        },
      },
      MuiButtonBase: {
        defaultProps: { disableRipple: true },
        styleOverrides: { root: { '&.Mui-focusVisible': { outline: `2px solid ${colours.primary.main}`, outlineOffset: 2 } } },
      },
      MuiButton: { defaultProps: { size: 'small', disableElevation: true }, styleOverrides: { root: { minHeight: 32, whiteSpace: 'nowrap' } } },
      MuiIconButton: { defaultProps: { size: 'small' }, styleOverrides: { root: { width: 32, height: 32 } } },
      MuiTextField: { defaultProps: { size: 'small' } },
      MuiChip: { defaultProps: { size: 'small' } },
      MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' }, elevation8: { border: `1px solid ${colours.divider}` } } },
      MuiAutocomplete: {
        styleOverrides: {
          paper: { border: `1px solid ${colours.divider}`, fontSize: '0.875rem' },
          option: { '&.MuiAutocomplete-option': { minHeight: 32, paddingTop: 2, paddingBottom: 2 } },
          groupLabel: { lineHeight: '32px', fontWeight: 600 },
        },
      },
      MuiToggleButton: { styleOverrides: { root: { textTransform: 'none', color: colours.text.secondary, '&.Mui-selected, &.Mui-selected:hover': { color: colours.info.text } } } },
      MuiInputBase: { styleOverrides: { root: { fontSize: '0.875rem' } } },
      MuiTooltip: { defaultProps: { enterDelay: 400, arrow: true } },
      MuiTableCell: { styleOverrides: { root: { borderColor: colours.divider, padding: '8px 12px' }, head: { fontWeight: 600, color: colours.text.secondary, whiteSpace: 'nowrap' } } },
      MuiAlert: { defaultProps: { variant: 'outlined' }, styleOverrides: { root: { color: colours.text.primary, alignItems: 'center' } } },
    },
  })
}
