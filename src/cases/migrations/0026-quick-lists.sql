-- Long lists of cases stay quick when row-level security is on.

-- The agreements that the current scope may see, asked once for a statement: meetpoint_may_see() is asked for each row.
CREATE FUNCTION meetpoint_seen_agreements() RETURNS text[] LANGUAGE sql STABLE
  AS $$ SELECT coalesce(array_agg(a.id::text), '{}') FROM agreement a
         WHERE a.id = meetpoint_agreement() OR meetpoint_party() IN (a.ilec, a.clec) $$;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['event', 'case_state', 'clock'] LOOP
    EXECUTE format('ALTER POLICY seen_by_parties ON %I USING (agreement_id = ANY ((SELECT meetpoint_seen_agreements())::text[]))', name);
  END LOOP;
END $$;
ALTER POLICY of_party ON case_hold USING (agreement_id = ANY ((SELECT meetpoint_seen_agreements())::text[]));

-- A column of its own: an index over what is within a document may not be used before row-level security has been asked.
ALTER TABLE case_state ADD COLUMN IF NOT EXISTS pon text COLLATE "C" GENERATED ALWAYS AS (summary ->> 'pon') STORED;
DROP INDEX IF EXISTS case_by_pon;
CREATE INDEX case_by_pon ON case_state (agreement_id, kind, pon) WHERE pon IS NOT NULL;
-- Open cases are counted by their state without looking at them.
CREATE INDEX case_open_states ON case_state (agreement_id, kind, state) WHERE open;
-- Cases in one state, newest first.
CREATE INDEX case_by_state ON case_state (agreement_id, kind, state, opened_at DESC, case_id DESC);
