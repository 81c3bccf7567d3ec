/** A work list for the street: cases in the list's order with a number each, where they are, until when, and room to write beside each. */
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

/** What A4 leaves between its margins. */
export const PAPER_WIDTH_MM = 186
const MAP_HEIGHT_MM = 82

export function WorkList({ cases, outlines, facts, now }: { cases: readonly CaseWhole[]; outlines: readonly AreaBoundary[]; facts: SheetFacts; now: number }): ReactNode {
  const { t } = useText()
  return (
    <>
      <table data-work-list={cases.length}>
        <colgroup><col width="5%" /><col width="20%" /><col width="33%" /><col width="17%" /><col width="25%" /></colgroup>
        <thead>
          <tr><td className="paper-head" colSpan={5}><SheetHead facts={facts} /></td></tr>
          <tr><th>#</th><th>{t('paper.case')}</th><th>{t('paper.where')}</th><th>{t('paper.due')}</th><th>{t('paper.record')}</th></tr>
        </thead>
        <tbody>
          <tr><td className="paper-wide" colSpan={5}><PaperMap places={cases} outlines={outlines} widthMm={PAPER_WIDTH_MM} heightMm={MAP_HEIGHT_MM} /></td></tr>
          {cases.map((row, n) => <WorkRow key={row.id} row={row} n={n + 1} now={now} />)}
        </tbody>
      </table>
      <div className="paper-sign"><span>{t('paper.sign')}</span><span>{t('paper.date')}</span></div>
    </>
  )
}

function WorkRow({ row, n, now }: { row: CaseWhole; n: number; now: number }): ReactNode {
  const text = useText()
  const { classes } = useCity()
  const own = classes.find((one) => one.id === row.class)
  return (
    <tr data-work-row={row.id}>
      <td className="paper-strong">{n}</td>
      <td>
        <div className="paper-strong"><bdi>{row.number}</bdi></div>
        <div><bdi>{own === undefined ? row.class : nameClass(own, text.locale)}</bdi></div>
        {markWords(row, text).map((words) => <span key={words} className="paper-mark">{words}</span>)}
      </td>
      <td aria-label={text.t('paper.where')}>
        <div className="paper-strong"><bdi>{row.place}</bdi></div>
        <div className="paper-text"><bdi>{row.text}</bdi></div>
        <div className="paper-quiet"><bdi>{(text.locale === 'en' ? row.street.nameEn : null) ?? row.street.name} · {row.lat.toFixed(5)}, {row.lng.toFixed(5)}</bdi></div>
      </td>
      <td>
        <div className={isLate(row, now) ? 'paper-strong' : undefined}>{isLate(row, now) ? '▲ ' : ''}{dueWords(row, now, text)}</div>
        <div>{text.t(`status.${row.status}`)}</div>
      </td>
      <td className="paper-hand"><span className="paper-quiet">☐ {text.t('paper.done')}　☐ {text.t('paper.undone')}</span></td>
    </tr>
  )
}
