-- Cases: what happened, in order and chained; the state and the clocks that follow from it.
-- Both parties of an agreement see its cases; only work done for the agreement itself writes them.

CREATE TABLE event (
  agreement_id text COLLATE "C" NOT NULL REFERENCES agreement (id),
  case_id text COLLATE "C" NOT NULL,
  seq integer NOT NULL CHECK (seq > 0),
  -- `<case kind>.<event>`, e.g. lsr.received.
  kind text COLLATE "C" NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  actor text NOT NULL,
  body jsonb NOT NULL,
  -- Hash of the event before in the same case; empty for the first.
  prev_hash text NOT NULL,
  -- sha256 over everything above but recorded_at: the same inputs give the same hashes.
  hash text NOT NULL,
  -- The month whose close wrote it and has not been issued; NULL: final.
  draft_month text CHECK (draft_month ~ '^\d{4}-\d{2}$'),
  PRIMARY KEY (agreement_id, case_id, seq)
);
CREATE INDEX event_draft ON event (agreement_id, draft_month) WHERE draft_month IS NOT NULL;

CREATE TABLE case_state (
  agreement_id text COLLATE "C" NOT NULL REFERENCES agreement (id),
  case_id text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  seq integer NOT NULL,
  opened_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  hash text NOT NULL,
  PRIMARY KEY (agreement_id, case_id)
);

CREATE TABLE clock (
  agreement_id text COLLATE "C" NOT NULL,
  case_id text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  -- 1, then one more each time that it starts again.
  run integer NOT NULL,
  state text NOT NULL CHECK (state IN ('running', 'stopped', 'negotiated', 'undetermined')),
  started_at timestamptz NOT NULL,
  -- As the agreement states it: a date, or a date-time with its offset.
  due_at text,
  -- The last instant that is in time.
  due_until timestamptz,
  stopped_at timestamptz,
  expired boolean NOT NULL DEFAULT false,
  -- Seconds from start to stop.
  elapsed bigint,
  -- The receipt of the deadline, or the problems that kept it from being computed.
  basis jsonb NOT NULL,
  PRIMARY KEY (agreement_id, case_id, name, run),
  FOREIGN KEY (agreement_id, case_id) REFERENCES case_state ON DELETE CASCADE
);
CREATE INDEX clock_due ON clock (due_until) WHERE state = 'running' AND NOT expired;

CREATE FUNCTION meetpoint_guard_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    RAISE EXCEPTION 'Events are never removed together.' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.draft_month IS NULL THEN
    RAISE EXCEPTION 'Event % of % is final and never changes.', OLD.seq, OLD.case_id USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  IF NEW.draft_month IS NOT NULL OR to_jsonb(NEW) - 'draft_month' <> to_jsonb(OLD) - 'draft_month' THEN
    RAISE EXCEPTION 'Of event % of % only its draft month may be cleared.', OLD.seq, OLD.case_id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER event_guard BEFORE UPDATE OR DELETE ON event FOR EACH ROW EXECUTE FUNCTION meetpoint_guard_event();
CREATE TRIGGER event_guard_all BEFORE TRUNCATE ON event FOR EACH STATEMENT EXECUTE FUNCTION meetpoint_guard_event();

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['event', 'case_state', 'clock'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY seen_by_parties ON %I FOR SELECT TO meetpoint_app USING (meetpoint_may_see(agreement_id))', name);
    EXECUTE format('CREATE POLICY written_for_agreement ON %I TO meetpoint_app USING (agreement_id = meetpoint_agreement())', name);
    EXECUTE format('CREATE POLICY install ON %I TO meetpoint_owner USING (true)', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO meetpoint_app', name);
  END LOOP;
END $$;
REVOKE UPDATE ON event FROM meetpoint_app;
GRANT UPDATE (draft_month) ON event TO meetpoint_app;
