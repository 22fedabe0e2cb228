-- Conventions for every later migration:
--   Migrations run as meetpoint_owner; what they create belongs to it.
--   Tables that hold what only some may see call meetpoint_protect(), or enable and FORCE row-level security and
--   declare their own policies. A table with neither is open to every scope.
--   Instants are always passed in; SQL never reads the clock.
--   Text that is sorted for people or compared with other programs is COLLATE "C".

-- The scope of the current transaction; NULL when it has none.
CREATE FUNCTION meetpoint_agreement() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('meetpoint.agreement', true), '');

CREATE FUNCTION meetpoint_party() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('meetpoint.party', true), '');

CREATE FUNCTION meetpoint_user() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('meetpoint.user', true), '');

-- What the program does for an agreement or a party, it does as meetpoint_app.
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO meetpoint_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO meetpoint_app;

-- Row-level security for a table with a column agreement_id: its own agreement's rows, and all rows for install
-- transactions. Without a scope nothing is visible and nothing can be written.
CREATE PROCEDURE meetpoint_protect(protected regclass) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', protected);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', protected);
  EXECUTE format('CREATE POLICY own_agreement ON %s TO meetpoint_app USING (agreement_id = meetpoint_agreement())', protected);
  EXECUTE format('CREATE POLICY install ON %s TO meetpoint_owner USING (true)', protected);
END $$;

-- For triggers: rows that may be added and never changed or removed.
CREATE FUNCTION meetpoint_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Rows of % are never changed or removed.', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE TABLE audit (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  agreement_id text DEFAULT meetpoint_agreement(),
  party text DEFAULT meetpoint_party(),
  who text NOT NULL,
  what text NOT NULL,
  subject text NOT NULL,
  purpose text NOT NULL,
  at timestamptz NOT NULL
);

COMMENT ON TABLE audit IS 'Who did what, to which subject, for which purpose; append-only.';

CREATE INDEX audit_agreement ON audit (agreement_id, at);
CREATE INDEX audit_subject ON audit (subject, at);

CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
  FOR EACH STATEMENT EXECUTE FUNCTION meetpoint_append_only();

ALTER TABLE audit ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit FORCE ROW LEVEL SECURITY;
CREATE POLICY own_scope ON audit FOR SELECT TO meetpoint_app
  USING (agreement_id = meetpoint_agreement() OR party = meetpoint_party());
-- A row says whose scope it was written in: nobody writes one in another's name.
CREATE POLICY own_record ON audit FOR INSERT TO meetpoint_app
  WITH CHECK (party IS NOT DISTINCT FROM meetpoint_party() AND agreement_id IS NOT DISTINCT FROM meetpoint_agreement());
CREATE POLICY install ON audit TO meetpoint_owner USING (true);
REVOKE UPDATE, DELETE ON audit FROM meetpoint_app;
