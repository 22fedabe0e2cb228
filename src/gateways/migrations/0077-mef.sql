-- What product orders of LSO Sonata say that the forms of an order have no place for: ids of items, contacts, notes, reasons. Rows are
-- added and never changed; what is said later counts before what was said earlier.
CREATE TABLE mef_said (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  agreement_id text COLLATE "C" NOT NULL REFERENCES agreement (id),
  -- The order over all its versions, `LSR/SKT/LOOP-1/`, or one version of it, `LSR/SKT/LOOP-1/02`.
  subject text COLLATE "C" NOT NULL,
  said jsonb NOT NULL,
  said_at timestamptz NOT NULL
);
CREATE INDEX mef_said_of_subject ON mef_said (agreement_id, subject, id);

CREATE TRIGGER mef_said_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON mef_said
  FOR EACH STATEMENT EXECUTE FUNCTION meetpoint_append_only();

ALTER TABLE mef_said ENABLE ROW LEVEL SECURITY;
ALTER TABLE mef_said FORCE ROW LEVEL SECURITY;
CREATE POLICY seen_by_parties ON mef_said FOR SELECT TO meetpoint_app USING (meetpoint_may_see(agreement_id));
-- Written with the order that it belongs to: in the scope of the agreement alone.
CREATE POLICY added ON mef_said FOR INSERT TO meetpoint_app
  WITH CHECK (agreement_id = meetpoint_agreement());
CREATE POLICY install ON mef_said TO meetpoint_owner USING (true);
REVOKE ALL ON mef_said FROM meetpoint_app;
GRANT SELECT, INSERT ON mef_said TO meetpoint_app;
