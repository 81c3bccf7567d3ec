/** The slides in their order as small pictures: chosen, moved and hidden by mouse or by key; what is hidden stays in the list and says so. */
import DownIcon from '@mui/icons-material/KeyboardArrowDown'
import HiddenIcon from '@mui/icons-material/VisibilityOffOutlined'
import ShownIcon from '@mui/icons-material/VisibilityOutlined'
import UpIcon from '@mui/icons-material/KeyboardArrowUp'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import { useEffect, useRef } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import type { Deck, DeckStyle, Slide } from '../../../preload/contract/deck.ts'
import { wordsOf } from '../../../preload/contract/edited-deck.ts'
import { useText } from '../../chrome/text.ts'
import type { Pictures } from '../slides/lay-slide.ts'
import { SlideView } from '../slides/slide-view.tsx'

interface Props {
  /** All of them, those that are hidden too, in the edited order. */
  slides: readonly Slide[]
  hidden: readonly string[]
  /** The deck as it leaves. */
  deck: Deck
  style: DeckStyle
  pictures: Pictures
  chosen: string
  choose: (id: string) => void
  move: (id: string, by: -1 | 1) => void
  hide: (id: string, isHidden: boolean) => void
}

const THUMB = 0.185

export function SlideList({ slides, hidden, deck, style, pictures, chosen, choose, move, hide }: Props): ReactNode {
  const { t } = useText()
  const list = useRef<HTMLOListElement>(null)
  const at = slides.findIndex(({ id }) => id === chosen)
  /** A key has chosen or moved it: the focus was on another picture, or was lost when this one took another place. */
  const follow = useRef(false)
  useEffect(() => {
    if (!follow.current) return
    follow.current = false
    list.current?.querySelector<HTMLElement>(`[data-thumb="${chosen}"]`)?.focus()
  })
  // Some browsers answer it with a promise, which is no way to undo an effect.
  useEffect(() => void list.current?.querySelector(`[data-thumb="${chosen}"]`)?.scrollIntoView({ block: 'nearest' }), [chosen])
  const press = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null
    const to = event.key === 'Home' ? slides[0] : event.key === 'End' ? slides.at(-1) : by === null ? undefined : slides[at + by]
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    if (by === null && event.key !== 'Home' && event.key !== 'End') return
    event.preventDefault()
    follow.current = true
    if (event.altKey && by !== null) move(chosen, by)
    else if (to !== undefined) choose(to.id)
  }
  return (
    <Box component="ol" ref={list} aria-label={t('briefing.slides')} sx={{ flex: 'none', width: 232, m: 0, p: 1, overflow: 'auto', listStyle: 'none', borderInlineEnd: 1, borderColor: 'divider' }}>
      {slides.map((slide, n) => {
        const isHidden = hidden.includes(slide.id)
        const isChosen = slide.id === chosen
        const title = wordsOf(slide.title)
        return (
          <Box component="li" key={slide.id} data-slide-row={slide.id} data-hidden={isHidden ? '' : undefined} sx={{ mb: 1, display: 'grid', gridTemplateColumns: '1fr 26px', alignItems: 'start', columnGap: 0.5 }}>
            {/* What is hidden is told by words and icon, and only besides by its paleness. The button lies over the picture: the words in that are too small to be anybody's label. */}
            <Box sx={{ position: 'relative', lineHeight: 0, bgcolor: '#fff', border: 2, borderColor: isChosen ? 'primary.main' : 'divider', borderRadius: 0.5, overflow: 'hidden' }}>
              <Box aria-hidden sx={{ opacity: isHidden ? 0.35 : 1 }}><SlideView slide={slide} deck={deck} style={style} pictures={pictures} scale={THUMB} /></Box>
              <Box component="button" type="button" data-thumb={slide.id} aria-current={isChosen ? 'true' : undefined} aria-label={t(isHidden ? 'briefing.slide.hidden.name' : 'briefing.slide.name', { n: n + 1, title })} aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
                // One stop of the Tab key; arrows go from slide to slide.
                tabIndex={isChosen ? 0 : -1} onKeyDown={press} onClick={() => choose(slide.id)}
                sx={{ position: 'absolute', inset: 0, p: 0, border: 0, bgcolor: 'transparent', cursor: 'pointer', '&:focus-visible': { outline: '3px solid', outlineColor: 'primary.main', outlineOffset: -3 } }} />
            </Box>
            <Box sx={{ display: 'grid', justifyItems: 'center' }}>
              <Typography component="span" variant="caption" sx={{ fontVariantNumeric: 'tabular-nums', color: 'text.secondary' }}>{n + 1}</Typography>
              {isChosen ? (
                <>
                  <Small label={t('briefing.slide.up', { title })} isOff={n === 0} press={() => move(slide.id, -1)}><UpIcon fontSize="inherit" /></Small>
                  <Small label={t('briefing.slide.down', { title })} isOff={n === slides.length - 1} press={() => move(slide.id, 1)}><DownIcon fontSize="inherit" /></Small>
                  <Small label={t(isHidden ? 'briefing.slide.show' : 'briefing.slide.hide', { title })} press={() => hide(slide.id, !isHidden)}>{isHidden ? <HiddenIcon fontSize="inherit" /> : <ShownIcon fontSize="inherit" />}</Small>
                </>
              ) : isHidden ? <HiddenIcon sx={{ fontSize: '1rem', color: 'text.secondary' }} aria-hidden /> : null}
            </Box>
            {isHidden ? <Typography variant="caption" sx={{ gridColumn: '1 / -1', color: 'text.secondary' }}>{t('briefing.slide.hidden')}</Typography> : null}
          </Box>
        )
      })}
    </Box>
  )
}

function Small({ label, isOff = false, press, children }: { label: string; isOff?: boolean; press: () => void; children: ReactNode }): ReactNode {
  return <IconButton size="small" color="inherit" aria-label={label} title={label} disabled={isOff} onClick={press} sx={{ fontSize: '1.125rem', p: 0.25 }}>{children}</IconButton>
}
