/** A briefing that is open: its slides in order, the chosen one large, its words to edit; the way out above. */
import ExportIcon from '@mui/icons-material/FileDownloadOutlined'
import UndoIcon from '@mui/icons-material/Undo'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import type { Briefing } from '../../../preload/contract/briefing.ts'
import { type DeckStyle, HOUSE_STYLE } from '../../../preload/contract/deck.ts'
import { arrangeSlides, doubleTitles, editedDeck, isUnedited, wordsOf } from '../../../preload/contract/edited-deck.ts'
import { FailureNote } from '../../chrome/failure-note.tsx'
import { SimulatedMark } from '../../chrome/simulated-mark.tsx'
import { useText } from '../../chrome/text.ts'
import { changeAddress, useAddressPart } from '../../state/address.ts'
import { useKeys } from '../../state/keys.ts'
import { useLive } from '../../state/live.ts'
import { ExportDialog } from '../export/export-dialog.tsx'
import { SlideView } from '../slides/slide-view.tsx'
import { usePictures } from '../slides/use-pictures.ts'
import { hideSlide, moveSlide } from './edit-steps.ts'
import { SlideEditor } from './slide-editor.tsx'
import { SlideList } from './slide-list.tsx'
import { useEdits } from './use-edits.ts'

interface Props {
  briefing: Briefing
  again: () => void
  toList: () => void
}

export function OpenBriefing({ briefing: { deck, edits: kept, wordsOf: taken }, again, toList }: Props): ReactNode {
  const { t, day, dateTime } = useText()
  const named = useAddressPart('slide')
  const here = useEdits(deck.run, kept)
  const { edits, change, undo, canUndo } = here
  const [isExporting, setExporting] = useState(false)
  const held = useStyle()
  const style = held ?? HOUSE_STYLE
  const maps = usePictures(deck, held)
  const { pictures } = maps
  const slides = arrangeSlides(deck, edits)
  const leaving = editedDeck(deck, edits)
  const chosen = slides.find(({ id }) => id === named) ?? slides[0]
  const doubles = doubleTitles(leaving.slides)
  useKeys({ e: () => setExporting(true), h: () => chosen !== undefined && change(hideSlide(edits, chosen.id, !edits.hidden.includes(chosen.id)), 'hide') })
  if (chosen === undefined) return <Alert severity="info" sx={{ m: 2 }}>{t('briefing.empty')}</Alert>
  const composed = deck.slides.find(({ id }) => id === chosen.id) ?? chosen
  const undoByKey = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'z' || !canUndo) return
    event.preventDefault()
    undo()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- one key for all that stands in it
    <Box data-open-briefing={deck.run} onKeyDown={undoByKey} sx={{ flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' }}>
      <Box sx={{ flex: 'none', display: 'flex', alignItems: 'center', gap: 1.5, px: 2, py: 0.75, borderBottom: 1, borderColor: 'divider', flexWrap: 'wrap' }}>
        <Typography variant="h3" component="h3" sx={{ overflowWrap: 'anywhere' }}><bdi>{deck.title}</bdi></Typography>
        {deck.simulated ? <SimulatedMark /> : null}
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t('briefing.madeOf', { asOf: deck.asOf === null ? t('age.never') : dateTime(deck.asOf), at: dateTime(deck.madeAt) })}</Typography>
        <Box sx={{ flex: 1 }} />
        <Typography component="output" variant="caption" data-edited={isUnedited(edits) ? 'no' : 'yes'} sx={{ color: 'text.secondary' }}>{isUnedited(edits) ? t('briefing.recent.composed') : t('briefing.kept')}</Typography>
        <Button size="small" startIcon={<UndoIcon />} disabled={!canUndo} aria-keyshortcuts="Control+Z" onClick={undo}>{t('briefing.undo')}</Button>
        <Button size="small" onClick={again}>{t('briefing.again')}</Button>
        <Button size="small" onClick={toList}>{t('briefing.toList')}</Button>
        <Button size="small" variant="contained" startIcon={<ExportIcon />} aria-keyshortcuts="e" onClick={() => setExporting(true)}>{t('briefing.export')}</Button>
      </Box>
      {here.failure === null ? null : <FailureNote failure={here.failure} />}
      {maps.failure === null ? null : <FailureNote failure={maps.failure} action={<Button color="inherit" size="small" onClick={maps.again}>{t('frame.retry')}</Button>} />}
      {here.isMasked ? <Alert severity="info">{t('briefing.masked')}</Alert> : null}
      {taken === null || Object.keys(edits.titles).length + Object.keys(edits.soWhats).length === 0 ? null : <Alert severity="warning" data-taken-words="">{t('briefing.takenWords', { day: day(taken) })}</Alert>}
      <Box sx={{ flex: 1, minHeight: 0, display: 'flex' }}>
        <SlideList {...{ slides, style, pictures }} deck={leaving} hidden={edits.hidden} chosen={chosen.id} choose={(id) => changeAddress({ slide: id }, 'replace')}
          move={(id, by) => change(moveSlide(deck, edits, id, by), 'move')} hide={(id, isHidden) => change(hideSlide(edits, id, isHidden), 'hide')} />
        <Box sx={{ flex: 1, minWidth: 0, p: 2, overflow: 'auto', display: 'grid', justifyItems: 'center', alignContent: 'start', gap: 1, bgcolor: 'background.default' }}>
          <Box data-large-slide={chosen.id} sx={{ width: 'min(100%, calc((100vh - 300px) * 16 / 9))', minWidth: 320, bgcolor: '#fff', border: 1, borderColor: 'divider', lineHeight: 0 }}><SlideView slide={chosen} deck={leaving} style={style} pictures={pictures} /></Box>
          {edits.hidden.includes(chosen.id) ? <Typography variant="body2">{t('briefing.slide.hidden')}</Typography> : null}
        </Box>
        <Box sx={{ flex: 'none', width: 320, p: 2, overflow: 'auto', borderInlineStart: 1, borderColor: 'divider', bgcolor: 'background.paper' }}>
          <SlideEditor composed={composed} edits={edits} change={change} deck={deck} style={style} isDouble={doubles.has(wordsOf(chosen.title).trim()) && !edits.hidden.includes(chosen.id)} />
        </Box>
      </Box>
      {isExporting ? <ExportDialog composed={deck} deck={leaving} edits={edits} style={style} pictures={pictures} isDouble={doubles.size > 0} close={() => setExporting(false)} /> : null}
    </Box>
  )
}

/** Null while it is asked for: maps are drawn in its font. */
function useStyle(): DeckStyle | null {
  const live = useLive('briefing.style', null, ['settings'])
  return live.state === 'here' ? live.value : live.state === 'failed' ? (live.last ?? HOUSE_STYLE) : null
}
