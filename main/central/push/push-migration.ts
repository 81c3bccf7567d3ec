/** Migration 4: what has become of each op, who has which duty, acts by their case (never changed once released). */
import { FIRST_DUTIES } from '../duties.ts'
import { createView } from '../report-view.ts'

const duties = Object.entries(FIRST_DUTIES).map(([role, own]) => `('${role}', ARRAY[${own.map((duty) => `'${duty}'`).join(', ')}]::text[])`)

export const PUSH_STATEMENTS = [
  // `result` is the answer that was given and is given again; '' only while the op's own transaction runs.
  `CREATE TABLE applied_op (
     op_id uuid PRIMARY KEY, actor text COLLATE "C" NOT NULL, body_sha256 bytea NOT NULL, case_id text COLLATE "C", result text NOT NULL DEFAULT '', at bigint NOT NULL)`,
  `CREATE INDEX applied_op_at ON applied_op (at)`,
  `CREATE TABLE role_duty (role text PRIMARY KEY, duties text[] NOT NULL)`,
  `INSERT INTO role_duty (role, duties) VALUES ${duties.join(', ')}`,
  `CREATE INDEX record_act_case ON record (((body::jsonb) ->> 'case')) WHERE type = 'act'`,
  createView('act', {
    case: 'text', kind: 'text', action: 'text', from: 'text', to: 'text', text: 'text', set: 'jsonb', was: 'jsonb', groups: 'jsonb', by: 'text', by_name: 'text',
    at: 'timestamptz', made_at: 'timestamptz', clock_off: 'boolean', simulated: 'boolean',
  }),
]
