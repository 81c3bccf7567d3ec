/** In which forms cases leave the console, with which columns, and how long what they are for may be. */

/** Columns of the list; a file has no other. Nothing here names a reporter. */
export const CASE_COLUMNS = ['number', 'status', 'edit', 'due', 'marks', 'class', 'text', 'place', 'street', 'reported'] as const
export type CaseColumn = (typeof CASE_COLUMNS)[number]

export const CASE_FILE_FORMATS = ['xlsx', 'csv'] as const
export type CaseFileFormat = (typeof CASE_FILE_FORMATS)[number]

/** In what form cases leave the console: a file of either format, or paper. */
export const CASE_OUTPUTS = [...CASE_FILE_FORMATS, 'paper'] as const

/** Code points of what it is for. */
export const LONGEST_PURPOSE = 200
