/** One case on one sheet: all that is needed on the spot, where it is, and lines to write on. The reporter stays out of it. */
import type { ReactNode } from 'react'
import type { CaseWhole } from '../../../preload/contract/case-list.ts'
import type { AreaBoundary } from '../../../preload/contract/model.ts'
import { nameClass } from '../../chrome/filter/class-picker.tsx'
import { useText } from '../../chrome/text.ts'
import { useCity } from '../../state/city.ts'
import { markWords } from '../columns.tsx'
import { dueWords, isLate } from '../due-words.ts'
import { PaperMap } from './paper-map.tsx'
import { type SheetFacts, SheetHead } from './sheet-head.tsx'
import { PAPER_WIDTH_MM } from './work-list.tsx'

const MAP_HEIGHT_MM = 70
const LINES = ['1', '2', '3', '4', '5', '6'] as const

export function CaseSheet({ whole, outlines, facts, now }: { whole: CaseWhole; outlines: readonly AreaBoundary[]; facts: SheetFacts; now: number }): ReactNode {
  const text = useText()
  const { t, locale, dateTime } = text
  const { classes } = useCity()
  const own = classes.find((one) => one.id === whole.class)
  const said: [string, ReactNode][] = [
    [t('desk.column.status'), `${t(`status.${whole.status}`)} · ${t(`desk.stage.${whole.stage}`)}`],
    [t('desk.column.class'), own === undefined ? whole.class : nameClass(own, locale)],
    [t('desk.column.due'), <span key="due" className={isLate(whole, now) ? 'paper-strong' : undefined}>{isLate(whole, now) ? '▲ ' : ''}{dueWords(whole, now, text)}</span>],
    [t('desk.column.place'), whole.place],
    [t('desk.fact.area'), whole.line.map((area) => (locale === 'en' ? area.nameEn : null) ?? area.name).join(' · ')],
    [t('desk.fact.position'), `${whole.lat.toFixed(5)}, ${whole.lng.toFixed(5)} (WGS-84)`],
    [t('desk.fact.reported'), dateTime(whole.reportedAt)],
    [t('desk.fact.photos'), t('desk.photos', { n: whole.photos })],
  ]
  return (
    <div data-case-sheet={whole.id}>
      <SheetHead facts={facts} />
      <div className="paper-title"><bdi>{whole.number}</bdi>{markWords(whole, text).map((words) => <span key={words} className="paper-mark paper-quiet">{words}</span>)}</div>
      {whole.danger && whole.isOpen ? <div className="paper-danger">{t('desk.danger')}</div> : null}
      <dl>{said.map(([label, value]) => <div key={label} className="paper-pair"><dt>{label}</dt><dd><bdi>{value}</bdi></dd></div>)}</dl>
      <h3>{t('desk.column.text')}</h3>
      <div className="paper-text"><bdi>{whole.text}</bdi></div>
      <h3>{t('paper.place')}</h3>
      <PaperMap places={[whole]} outlines={outlines} widthMm={PAPER_WIDTH_MM} heightMm={MAP_HEIGHT_MM} />
      <h3>{t('paper.record')}</h3>
      <div className="paper-lines">{LINES.map((line) => <div key={line} />)}</div>
      <div className="paper-sign"><span>{t('paper.sign')}</span><span>{t('paper.date')}</span></div>
    </div>
  )
}

