/** Theme, style sheet nonce, and the language of the page. */
import createCache from '@emotion/cache'
import { CacheProvider } from '@emotion/react'
import CssBaseline from '@mui/material/CssBaseline'
import { enUS, zhCN } from '@mui/material/locale'
import { createTheme, ThemeProvider } from '@mui/material/styles'
import useMediaQuery from '@mui/material/useMediaQuery'
import { useEffect, useMemo } from 'react'
import type { ReactNode } from 'react'
import { useTaste } from '../state/taste.ts'
import { useText } from './text.ts'
import { THEMES } from './theme.ts'

/** Without the host's nonce the content policy would refuse every style. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce
const cache = createCache({ key: 'y', prepend: true, ...(nonce ? { nonce } : {}) })

export function Appearance({ children }: { children: ReactNode }): ReactNode {
  const { locale, scheme } = useTaste()
  const { t } = useText()
  const systemDark = useMediaQuery('(prefers-color-scheme: dark)', { noSsr: true })
  const mode = scheme === 'system' ? (systemDark ? 'dark' : 'light') : scheme
  const theme = useMemo(() => createTheme(THEMES[mode], locale === 'en' ? enUS : zhCN), [mode, locale])
  useEffect(() => {
    document.documentElement.lang = locale
    document.title = t('product.name')
  }, [locale, t])
  return (
    <CacheProvider value={cache}>
      <ThemeProvider theme={theme}>
        <CssBaseline />
        {children}
      </ThemeProvider>
    </CacheProvider>
  )
}
