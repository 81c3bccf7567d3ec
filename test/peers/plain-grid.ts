/** The grid's library as its documentation shows it: all rows in the page's memory, plain text in nine columns. */
import { AllCommunityModule, createGrid, ModuleRegistry } from 'ag-grid-community'

ModuleRegistry.registerModules([AllCommunityModule])
const count = Number(new URLSearchParams(location.search).get('rows') ?? 1_000)
const COLUMNS = ['number', 'status', 'due', 'marks', 'class', 'text', 'place', 'street', 'reported'] as const
const rowData = Array.from({ length: count }, (_, n) => ({
  number: `甬2026-${String(n + 1).padStart(7, '0')}`, status: '处置中', due: `12/${n % 28} 09:30 · 还剩 ${n % 9}天`, marks: n % 30 === 0 ? '紧急' : '', class: '井盖缺损', text: `路面小区门口，电动车占用通道垃圾未清理 ${n}`,
  place: `人民路${n % 900}号附近`, street: '前江街道', reported: `11/${n % 28} 08:44`,
}))
const host = document.getElementById('grid')
if (host !== null) createGrid(host, { rowData, columnDefs: COLUMNS.map((field) => ({ field, headerName: field, ...(field === 'text' ? { flex: 1 } : { width: 140 }) })), getRowId: ({ data }) => data.number, rowHeight: 34, animateRows: false })
