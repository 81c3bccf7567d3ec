/** Migration steps: what left a console as a file or on paper, for as long as the database lives (never changed once released). */

export const EXPORT_STATEMENTS = [
  // Read by whoever may ask the database; no desk is sent any of it.
  `CREATE TABLE exported (
     id uuid PRIMARY KEY, op_id uuid NOT NULL UNIQUE, city text COLLATE "C" NOT NULL, by text COLLATE "C" NOT NULL, by_name text NOT NULL, at timestamptz NOT NULL, made_at timestamptz NOT NULL,
     clock_off boolean NOT NULL, format text NOT NULL, rows bigint NOT NULL, columns jsonb, question jsonb, sorted jsonb, cases jsonb, purpose text NOT NULL, as_of timestamptz, simulated boolean NOT NULL)`,
  `CREATE INDEX exported_at ON exported (at)`,
  `CREATE FUNCTION exported_stays() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
       RAISE EXCEPTION 'the record of what was exported is never changed';
     END $$`,
  'CREATE TRIGGER exported_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON exported FOR EACH STATEMENT EXECUTE FUNCTION exported_stays()',
]

/** Briefings too: which deck, and which of its slides. */
export const EXPORTED_DECK_STATEMENTS = ['ALTER TABLE exported ADD COLUMN deck jsonb']
