/** A typed SQL view over the row text: `report_case`, `report_point`, … Steps that are released are made with it: its text is theirs and never changes. */

export function createView(type: string, columns: Record<string, string>): string {
  const names = Object.keys(columns).map((name) => `x."${name}"`)
  const typed = Object.entries(columns).map(([name, kind]) => `"${name}" ${kind}`)
  // One parse per row, whatever the number of columns asked for.
  return `CREATE VIEW report_${type} AS SELECT r.id, r.city, r.scope, r.ver, ${names.join(', ')}
    FROM record r CROSS JOIN LATERAL jsonb_to_record(r.body::jsonb) AS x(${typed.join(', ')}) WHERE r.type = '${type}'`
}
