/** The list itself: rows come block by block as one scrolls, from any rank; the keyboard goes through it, and the picked case stays marked. */
import Box from '@mui/material/Box'
import { useTheme } from '@mui/material/styles'
import {
  CellStyleModule, ColumnApiModule, EventApiModule, InfiniteRowModelModule, LocaleModule, ModuleRegistry, RowApiModule, RowSelectionModule, ScrollApiModule,
  type CellKeyDownEvent, type ColumnResizedEvent, type FullWidthCellKeyDownEvent, type GetLocaleTextParams, type GridApi, type IDatasource, type IGetRowsParams, type SortChangedEvent, type SuppressKeyboardEventParams,
} from 'ag-grid-community'
import { AgGridReact } from 'ag-grid-react'
import { useEffect, useImperativeHandle, useMemo, useRef } from 'react'
import type { ReactNode, Ref } from 'react'
import type { Failure } from '../../preload/contract/api.ts'
import type { CaseOrder, CaseQuestion, CaseRow } from '../../preload/contract/case-list.ts'
import { getBridge } from '../bridge.ts'
import { CATALOGUE, type MessageKey } from '../catalogue.ts'
import { nonce } from '../chrome/appearance.tsx'
import { useText } from '../chrome/text.ts'
import { useCity } from '../state/city.ts'
import { useKeys } from '../state/keys.ts'
import { chooseByKey, isOnBox } from './bulk/choose-keys.ts'
import { ChoosingContext, type Choosing } from './bulk/choosing.tsx'
import { columnDefs } from './columns.tsx'
import { gridTheme } from './grid-theme.ts'
import { changeColumns, useColumns, type Column } from './kept-columns.ts'

ModuleRegistry.registerModules([InfiniteRowModelModule, ColumnApiModule, RowApiModule, ScrollApiModule, RowSelectionModule, EventApiModule, LocaleModule, CellStyleModule])

const BLOCK = 100
const BLOCKS_KEPT = 10
const ROW_HEIGHT = 34

/** What others may ask of the list. */
export interface CaseHands {
  /** To the next row, or the one before; an open case gives way to that of the row. `focus` false: whoever moves stays where they are. */
  move: (by: number, how?: { focus: boolean }) => void
}

interface Props {
  hands: Ref<CaseHands>
  question: CaseQuestion
  order: CaseOrder
  /** Null while it is counted. */
  total: number | null
  /** Another number: the cases may have changed, and what is on the screen is asked again. */
  news: number
  picked: string | null
  open: (id: string, by: 'key' | 'press') => void
  close: () => void
  sort: (order: CaseOrder) => void
  /** Where the picked case stands in the list, from 0; null: not among the rows that are here. */
  stands: (rank: number | null) => void
  fail: (failure: Failure | null) => void
  choosing: Choosing & { choose: (rows: readonly CaseRow[]) => void; chooseAll: () => void }
}

export function CaseGrid({ hands, question, order, total, news, picked, open, close, sort, stands, fail, choosing }: Props): ReactNode {
  const text = useText()
  const look = useTheme()
  const { classes } = useCity()
  const kept = useColumns()
  const grid = useRef<GridApi<CaseRow> | null>(null)
  const latest = useRef({ question, total, fail })
  useEffect(() => {
    latest.current = { question, total, fail }
  })
  // The minute goes on without the list beginning anew.
  const key = JSON.stringify({ ...question, at: 0 })
  // oxlint-disable-next-line react/exhaustive-deps -- another question is another list
  const datasource = useMemo(() => createDatasource(() => latest.current), [key])
  useEffect(() => {
    if (total !== null) grid.current?.setRowCount(total, true)
  }, [total, key])
  useEffect(() => grid.current?.refreshInfiniteCache(), [news, question.at])
  const mark = (): void => {
    const node = picked === null ? undefined : grid.current?.getRowNode(picked)
    if (node === undefined) grid.current?.deselectAll()
    else node.setSelected(true, true)
    stands(node?.rowIndex ?? null)
  }
  useEffect(mark)
  const hold = useRef(choosing)
  useEffect(() => {
    hold.current = choosing
  })
  const columnDefaults = useMemo(() => ({ suppressKeyboardEvent: (params: SuppressKeyboardEventParams<CaseRow>) => chooseByKey(params, hold.current) }), [])
  const defs = useMemo(() => columnDefs(kept, order, classes, text), [kept, order, classes, text])

  const move = (step: number, { focus } = { focus: true }): void => {
    const api = grid.current
    if (api === null || api.getDisplayedRowCount() === 0) return
    const now = (picked === null ? undefined : api.getRowNode(picked)?.rowIndex) ?? api.getFocusedCell()?.rowIndex ?? (step > 0 ? -1 : 0)
    const next = Math.min(api.getDisplayedRowCount() - 1, Math.max(0, now + step))
    const column = api.getFocusedCell()?.column ?? api.getAllDisplayedColumns()[0]
    api.ensureIndexVisible(next)
    if (focus && column !== undefined) api.setFocusedCell(next, column)
    const id = api.getDisplayedRowAtIndex(next)?.data?.id
    if (picked !== null && id !== undefined) open(id, 'press')
  }
  useImperativeHandle(hands, () => ({ move }))
  const openFocused = (): void => {
    const focused = grid.current?.getFocusedCell()
    const id = focused ? grid.current?.getDisplayedRowAtIndex(focused.rowIndex)?.data?.id : undefined
    if (id !== undefined) open(id, 'key')
  }
  const leave = (): void => {
    const api = grid.current
    const row = picked === null ? undefined : api?.getRowNode(picked)?.rowIndex
    close()
    const column = api?.getAllDisplayedColumns()[0]
    if (row != null && column !== undefined) api?.setFocusedCell(row, column)
  }
  useKeys({ j: () => move(1), k: () => move(-1), ...(picked === null ? {} : { Escape: leave }) })

  const resized = ({ finished, column, source }: ColumnResizedEvent): void => {
    if (finished && column !== null && source !== 'api') changeColumns({ widths: { ...kept.widths, [column.getColId() as Column]: Math.round(column.getActualWidth()) } })
  }
  const sorted = ({ api, source }: SortChangedEvent): void => {
    const chosen = api.getColumnState().find((column) => column.sort != null)
    if (source !== 'uiColumnSorted' || chosen === undefined) return
    sort({ by: chosen.colId as CaseOrder['by'], descending: chosen.sort === 'desc' })
  }
  const pressed = (event: CellKeyDownEvent<CaseRow> | FullWidthCellKeyDownEvent<CaseRow>): void => {
    if (event.event instanceof KeyboardEvent && event.event.key === 'Enter') openFocused()
  }
  const localeText = ({ key: word, defaultValue }: GetLocaleTextParams): string => (Object.hasOwn(CATALOGUE.en, `grid.${word}`) ? text.t(`grid.${word}` as MessageKey) : defaultValue)

  return (
    <Box component="section" aria-label={text.t('desk.list')} data-case-list={total ?? ''} sx={{ flex: 1, minHeight: 0, minWidth: 0 }}>
      <ChoosingContext value={choosing}>
      <AgGridReact<CaseRow>
        // Its words are fixed once it stands.
        key={text.locale}
        theme={gridTheme(look)} {...(nonce ? { styleNonce: nonce } : {})}
        rowModelType="infinite" datasource={datasource} cacheBlockSize={BLOCK} maxBlocksInCache={BLOCKS_KEPT} infiniteInitialRowCount={1} maxConcurrentDatasourceRequests={2} blockLoadDebounceMillis={60}
        columnDefs={defs} defaultColDef={columnDefaults} maintainColumnOrder suppressMovableColumns suppressMultiSort
        getRowId={({ data }) => data.id} rowHeight={ROW_HEIGHT} headerHeight={ROW_HEIGHT} animateRows={false} suppressColumnVirtualisation ensureDomOrder
        rowSelection={{ mode: 'singleRow', checkboxes: false, enableClickSelection: false }}
        getLocaleText={localeText}
        onGridReady={({ api }) => void (grid.current = api)} onGridPreDestroyed={() => void (grid.current = null)} onModelUpdated={mark}
        onRowClicked={({ data, event }) => data && !isOnBox(event) && open(data.id, 'press')} onCellKeyDown={pressed}
        onColumnResized={resized} onSortChanged={sorted} />
      </ChoosingContext>
    </Box>
  )
}

interface Latest { question: CaseQuestion; total: number | null; fail: (failure: Failure | null) => void }

/** Asks for blocks with the question as it is at that moment. A block that fails says why, and is asked again with the next news. */
function createDatasource(latest: () => Latest): IDatasource {
  return {
    getRows({ startRow, endRow, sortModel, successCallback, failCallback }: IGetRowsParams) {
      const { question, fail } = latest()
      const [sorted] = sortModel
      const order: CaseOrder = { by: (sorted?.colId ?? 'reported') as CaseOrder['by'], descending: sorted?.sort !== 'asc' }
      const asked = endRow - startRow
      void getBridge().call('cases.page', { question, order, from: startRow, limit: asked }).then((answer) => {
        if (!answer.ok) {
          fail(answer.failure)
          failCallback()
          return
        }
        fail(null)
        const { rows, total } = answer.value
        const end = total ?? (rows.length < asked ? startRow + rows.length : latest().total)
        successCallback(rows, ...(end === null ? [] : [end] as const))
      })
    },
  }
}
