/** Language and appearance, each one press away. */
import BrightnessAuto from '@mui/icons-material/BrightnessAuto'
import DarkMode from '@mui/icons-material/DarkModeOutlined'
import LightMode from '@mui/icons-material/LightModeOutlined'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import Tooltip from '@mui/material/Tooltip'
import type { ReactNode } from 'react'
import { changeTaste, useTaste } from '../state/taste.ts'
import type { Scheme } from '../state/taste.ts'
import { useText } from './text.ts'

const NEXT: Record<Scheme, Scheme> = { system: 'light', light: 'dark', dark: 'system' }
const ICON = { system: BrightnessAuto, light: LightMode, dark: DarkMode }

export function TasteButtons(): ReactNode {
  const { t } = useText()
  const { locale, scheme } = useTaste()
  const Icon = ICON[scheme]
  const now = `${t('frame.scheme')}: ${t(`frame.scheme.${scheme}`)}`
  return (
    <>
      {/* The name of a language is written in that language, for whoever cannot read the present one. */}
      <Tooltip title={t('frame.language')}>
        <Button color="inherit" lang={locale === 'en' ? 'zh-CN' : 'en'} aria-label={locale === 'en' ? `中文 · ${t('frame.language')}` : `EN · English · ${t('frame.language')}`} onClick={() => changeTaste({ locale: locale === 'en' ? 'zh-CN' : 'en' })} sx={{ minWidth: 0, px: 1 }}>
          {locale === 'en' ? '中文' : 'EN'}
        </Button>
      </Tooltip>
      <Tooltip title={now}>
        <IconButton color="inherit" aria-label={now} onClick={() => changeTaste({ scheme: NEXT[scheme] })}><Icon fontSize="small" /></IconButton>
      </Tooltip>
    </>
  )
}
