/** SQL that puts rows into the entity tables: by version within one epoch, without comparing across epochs. */
import type { RowType } from '../sync/protocol.ts'
import { ENTITIES } from './entities.ts'
import { POINT_STAGE } from './migrations.ts'

const columnsOf = (type: RowType): string[] => ['id', 'scope', 'ver', 'h', 'body', ...Object.keys(ENTITIES[type].columns)]
const quote = (name: string): string => `"${name}"`

function onConflict(type: RowType, newer: '>' | '>=', epoch: string, also: string): string {
  const table = quote(type)
  const set = columnsOf(type).filter((name) => name !== 'id').map((name) => `${quote(name)} = excluded.${quote(name)}`)
  // A row of another epoch says nothing by its version: a restored central legitimately has lower ones.
  const otherEpoch = `(SELECT epoch FROM scope WHERE scope.id = ${table}.scope) IS NOT ${epoch}`
  return `ON CONFLICT (id) DO UPDATE SET ${set.join(', ')} WHERE excluded.ver ${newer} ${table}.ver OR ${otherEpoch}${also}`
}

/** Parameters: id, scope, ver, h, body, …cells, epoch. */
export function putRowSql(type: RowType): string {
  const columns = columnsOf(type)
  return `INSERT INTO ${quote(type)} (${columns.map(quote).join(', ')}) VALUES (${columns.map(() => '?').join(', ')}) ${onConflict(type, '>', '?', '')}`
}

/** The staged rows of a scope: named parameters @scope. */
const STAGED = 'FROM stage_part AS part JOIN stage_row AS row ON row.n BETWEEN part.first_n AND part.last_n WHERE part.scope = @scope'

/**
 * Moves the staged rows of a type into its table. Named parameters @scope, @epoch, @repair: a repair also replaces rows of this
 * scope whose version is not lower, since they are known to differ from the central's.
 */
export function swapRowsSql(type: RowType): string {
  const columns = columnsOf(type)
  const cells = Object.keys(ENTITIES[type].columns).map((_, i) => `row.c${i}`)
  return `INSERT INTO ${quote(type)} (${columns.map(quote).join(', ')}) SELECT row.id, @scope, row.ver, row.h, row.body, ${cells.join(', ')} ${STAGED}
    AND row.type = '${type}' AND row.fate = 'row' ${onConflict(type, '>=', '@epoch', ` OR (@repair AND ${quote(type)}.scope = @scope)`)}`
}

/** Rows of the scope that the snapshot does not have. Named parameter @scope. */
export function deleteGhostsSql(type: RowType): string {
  return `DELETE FROM ${quote(type)} WHERE scope = @scope AND id NOT IN (SELECT row.id ${STAGED} AND row.type = '${type}' AND row.fate = 'row')`
}

const quoted = columnsOf('point').map(quote).join(', ')

/** The same two for points staged in their own table. */
export const SWAP_POINTS_SQL = `INSERT INTO "point" (${quoted}) SELECT ${quoted} FROM "${POINT_STAGE}" WHERE scope = @scope
  ${onConflict('point', '>=', '@epoch', ' OR (@repair AND "point".scope = @scope)')}`
export const DELETE_GHOST_POINTS_SQL = `DELETE FROM "point" WHERE scope = @scope AND id NOT IN (SELECT id FROM "${POINT_STAGE}")`

/** Parameters of each of `rows` rows: id, scope, ver, h, body, …cells. What is there already stays: `changes` tells. */
export function stagePointsSql(rows: number): string {
  const one = `(${columnsOf('point').map(() => '?').join(', ')})`
  return `INSERT INTO "${POINT_STAGE}" (${quoted}) VALUES ${Array.from({ length: rows }, () => one).join(', ')} ON CONFLICT DO NOTHING`
}

/** The side tables' staged rows. Named parameter @scope. */
export const SWAP_BAD_SQL = `INSERT INTO bad_row (scope, type, id, ver, h, body, why) SELECT @scope, row.type, row.id, row.ver, row.h, row.body, row.why ${STAGED}
  AND row.fate = 'bad' ON CONFLICT (type, id) DO UPDATE SET scope = excluded.scope, ver = excluded.ver, h = excluded.h, body = excluded.body, why = excluded.why WHERE excluded.ver >= bad_row.ver`
export const SWAP_UNKNOWN_SQL = `INSERT INTO unknown_row (scope, type, id, ver, h, body) SELECT @scope, row.type, row.id, row.ver, row.h, row.body ${STAGED}
  AND row.fate = 'unknown' ON CONFLICT (type, id) DO UPDATE SET scope = excluded.scope, ver = excluded.ver, h = excluded.h, body = excluded.body WHERE excluded.ver >= unknown_row.ver`
export const DELETE_STAGED_SQL = 'DELETE FROM stage_row WHERE n IN (SELECT row.n FROM stage_part AS part JOIN stage_row AS row ON row.n BETWEEN part.first_n AND part.last_n WHERE part.scope = @scope)'
