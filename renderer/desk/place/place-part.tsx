/** The place in the drawer: drawn, with what is to be minded about borders, and the ways to the map and to a correction. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { ReactNode } from 'react'
import type { CaseWhole } from '../../../preload/contract/case-list.ts'
import { borderWords } from '../../chrome/border-words.ts'
import { useText } from '../../chrome/text.ts'
import { formatAddress, useAddress } from '../../state/address.ts'
import { SmallMap } from './small-map.tsx'
import { homeFrame, useOutlines } from './use-outlines.ts'

/** Close enough to see the very place. */
const PLACE_ZOOM = 15.5
const SIZE = { width: 384, height: 150 }

export function PlacePart({ whole, correct }: { whole: CaseWhole; correct: (() => void) | null }): ReactNode {
  const text = useText()
  const { t } = text
  const [address] = useAddress()
  const outlines = useOutlines(whole)
  const { id, lng, lat } = whole
  return (
    <Box component="section" aria-label={t('desk.column.place')} sx={{ display: 'grid', gap: 1 }}>
      <SmallMap frame={homeFrame(whole, outlines, SIZE)} outlines={outlines} own={whole.street.id} points={[{ kind: 'place', lng, lat }]} label={t('place.drawn', { street: (text.locale === 'en' ? whole.street.nameEn : null) ?? whole.street.name })} />
      {whole.borders.map((border) => <Alert key={border.level} severity="warning" data-border={border.level} sx={{ py: 0 }}><bdi>{borderWords(border, text)}</bdi></Alert>)}
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Button variant="outlined" href={formatAddress({ ...address, section: 'map', layer: 'report', camera: { lng: Math.round(lng * 1e5) / 1e5, lat: Math.round(lat * 1e5) / 1e5, zoom: PLACE_ZOOM }, pick: { type: 'case', id } })}>{t('desk.onMap')}</Button>
        {correct === null ? null : <Button variant="outlined" color="inherit" data-edit="place" onClick={correct}>{t('place.correct')}</Button>}
      </Box>
    </Box>
  )
}
