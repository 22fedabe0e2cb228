-- Agreements that this installation runs, and who may see what belongs to them.
-- Each variant of a form is an agreement of its own: `missouri-2006/centurytel`.
CREATE TABLE agreement (
  id text COLLATE "C" PRIMARY KEY,
  form text NOT NULL,
  variant text NOT NULL,
  title text NOT NULL,
  -- Absolute path of the agreement folder, and of amendment files loaded beside it.
  folder text NOT NULL,
  amendments text[] NOT NULL,
  version text NOT NULL,
  hash text NOT NULL,
  time_zone text NOT NULL,
  ilec text NOT NULL,
  clec text NOT NULL
);
ALTER TABLE agreement ENABLE ROW LEVEL SECURITY;
ALTER TABLE agreement FORCE ROW LEVEL SECURITY;
CREATE POLICY agreement_of_party ON agreement FOR SELECT TO meetpoint_app
  USING (id = meetpoint_agreement() OR meetpoint_party() IN (ilec, clec));
CREATE POLICY agreement_of_install ON agreement TO meetpoint_owner USING (true) WITH CHECK (true);
GRANT SELECT ON agreement TO meetpoint_app;

-- Whether the current scope is this agreement's, or one of its two parties'. Used by every policy.
CREATE FUNCTION meetpoint_may_see(agreement_id text) RETURNS boolean
  LANGUAGE sql STABLE
  AS $$
    SELECT agreement_id = meetpoint_agreement()
        OR EXISTS (SELECT 1 FROM agreement a WHERE a.id = agreement_id AND meetpoint_party() IN (a.ilec, a.clec))
  $$;
