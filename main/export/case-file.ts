/**
 * A file of cases that grows as rows come: CSV goes to the disk at once, so that a million rows need no more memory than a thousand; a
 * workbook is made at the end. What is finished is read back and counted.
 */
import { type FileHandle, open, readFile, stat } from 'node:fs/promises'
import type { CaseColumn, CaseFileFormat } from '../../preload/contract/case-output.ts'
import type { CaseRow } from '../../preload/contract/case-list.ts'
import type { Provenance } from '../../preload/contract/model.ts'
import { fileName } from '../../preload/contract/file-name.ts'
import { nameParts } from './about.ts'
import { caseCells, caseColumns, type CaseWording } from './case-table.ts'
import { csvHead, csvRecord } from './csv.ts'
import { countCsvFile, countRows } from './read-back.ts'
import type { Cell, Facts, Table } from './table.ts'
import { TYPES } from './write-table.ts'
import { writeXlsx } from './xlsx.ts'

export interface CaseFileJob {
  path: string
  format: CaseFileFormat
  columns: CaseColumn[]
  wording: CaseWording
  facts: Facts
  provenance: Provenance
  /** How many rows will come: it stands above them. */
  count: number
}

export interface WrittenCases {
  name: string
  type: string
  bytes: number
  rows: number
}

export interface GrowingFile {
  add(rows: readonly CaseRow[]): Promise<void>
  /** Throws where the file does not read back as the promised number of rows. */
  finish(): Promise<WrittenCases>
}

/** `path` must not exist yet; nobody but this user can read it. */
export async function openCaseFile(job: CaseFileJob): Promise<GrowingFile> {
  const file = await open(job.path, 'wx', 0o600)
  const table: Omit<Table, 'rows'> = { columns: caseColumns(job.columns, job.wording), count: job.count, geometry: null, limits: null, provenance: job.provenance }
  const cells = (row: CaseRow): Cell[] => caseCells(row, job.columns, job.wording)
  const { add, end } = job.format === 'csv' ? await growCsv(file, { ...table, rows: () => [] }, job.facts, cells) : growWorkbook(file, table, job.facts, cells)
  return {
    add,
    async finish() {
      await end()
      await file.sync()
      await file.close()
      const rows = job.format === 'csv' ? await countCsvFile(job.path) : await countRows('xlsx', await readFile(job.path))
      if (rows !== job.count) throw new Error(`the file reads back as ${rows} rows, not ${job.count}`)
      return { name: fileName(nameParts({ ...table, rows: () => [] }, job.facts), job.format), type: TYPES[job.format], bytes: (await stat(job.path)).size, rows }
    },
  }
}

interface Growth {
  add: GrowingFile['add']
  end(): Promise<void>
}

async function growCsv(file: FileHandle, table: Table, facts: Facts, cells: (row: CaseRow) => Cell[]): Promise<Growth> {
  await file.appendFile(csvHead(table, facts))
  return {
    async add(rows) {
      await file.appendFile(rows.map((row) => csvRecord(cells(row), table.columns, facts.zone)).join(''))
    },
    end: () => Promise.resolve(),
  }
}

function growWorkbook(file: FileHandle, table: Omit<Table, 'rows'>, facts: Facts, cells: (row: CaseRow) => Cell[]): Growth {
  const kept: Cell[][] = []
  return {
    add(rows) {
      for (const row of rows) kept.push(cells(row))
      return Promise.resolve()
    },
    async end() {
      await file.appendFile(await writeXlsx({ ...table, rows: () => kept }, facts))
    },
  }
}
