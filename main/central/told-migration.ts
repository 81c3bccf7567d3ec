/** A migration step: views with what cases and acts have gained, and a word to desks whose duties change (never changed once released). */
import { ACCOUNT_CHANNEL } from './account.ts'
import { createView } from './report-view.ts'

export const TOLD_STATEMENTS = [
  'DROP VIEW report_case',
  createView('case', {
    area: 'text', number: 'text', class: 'text', status: 'text', text: 'text', place: 'text', lng: 'double precision', lat: 'double precision', original: 'jsonb', reported_at: 'timestamptz', updated_at: 'timestamptz', due_at: 'timestamptz',
    closed_at: 'timestamptz', urgent: 'boolean', supervised: 'boolean', danger_to_life: 'boolean', duplicate_of: 'text', reporter: 'jsonb', photos: 'bigint', external_id: 'text', simulated: 'boolean', source: 'text',
    filed_at: 'timestamptz', limit: 'jsonb', suspended: 'jsonb', extended: 'jsonb', fixed: 'jsonb', merged: 'jsonb', merged_due_at: 'timestamptz', department: 'text', status_before: 'text', fed_back_by: 'text',
    asked_until: 'timestamptz', suspended_at: 'timestamptz', note_count: 'bigint', replied_at: 'timestamptz', proposal: 'jsonb', handed_over: 'jsonb', gver: 'jsonb', photo_list: 'jsonb',
  }),
  'DROP VIEW report_act',
  createView('act', {
    case: 'text', kind: 'text', action: 'text', from: 'text', to: 'text', other: 'text', text: 'text', set: 'jsonb', was: 'jsonb', groups: 'jsonb', photos: 'jsonb', by: 'text', by_name: 'text',
    at: 'timestamptz', made_at: 'timestamptz', clock_off: 'boolean', resolves: 'text', simulated: 'boolean',
  }),
  // Duties are configuration: whoever changes the table need not know who is signed in.
  `CREATE FUNCTION tell_duties() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
       PERFORM pg_notify('${ACCOUNT_CHANNEL}', sub) FROM account WHERE role = coalesce(NEW.role, OLD.role);
       RETURN NULL;
     END $$`,
  'CREATE TRIGGER role_duty_told AFTER INSERT OR UPDATE OR DELETE ON role_duty FOR EACH ROW EXECUTE FUNCTION tell_duties()',
]
