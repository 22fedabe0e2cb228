-- Long lists of circuits stay quick when row-level security is on: which agreements the scope may see is asked once for a
-- statement; meetpoint_may_see() is asked for each row. What is seen stays the same.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['circuit', 'facility_assignment'] LOOP
    EXECUTE format('ALTER POLICY of_party ON %I USING (agreement_id = ANY (ARRAY(
        SELECT a.id FROM agreement a WHERE a.id = meetpoint_agreement() OR meetpoint_party() IN (a.ilec, a.clec))))', name);
  END LOOP;
END $$;
