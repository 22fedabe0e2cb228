-- What lists show of a case, beside its state; which clock runs out next; what a case holds against others.
ALTER TABLE case_state
  -- What its kind says of it: the number of an order, its product, its date.
  ADD COLUMN summary jsonb NOT NULL DEFAULT '{}',
  -- Whether anything may still happen in it.
  ADD COLUMN open boolean NOT NULL DEFAULT true,
  -- Its events come from a month's files: it is neither swept nor answered by hand.
  ADD COLUMN replayed boolean NOT NULL DEFAULT false,
  -- The clock that runs out next.
  ADD COLUMN next_due_until timestamptz,
  ADD COLUMN next_due_at text,
  ADD COLUMN next_due_clock text;

UPDATE case_state SET replayed = true, open = state NOT IN ('rejected', 'completed', 'cancelled', 'superseded')
 WHERE kind = 'lsr';
UPDATE case_state s SET next_due_until = k.due_until, next_due_at = k.due_at, next_due_clock = k.name
  FROM (SELECT DISTINCT ON (agreement_id, case_id) agreement_id, case_id, due_until, due_at, name
          FROM clock WHERE state = 'running' AND NOT expired AND due_until IS NOT NULL
         ORDER BY agreement_id, case_id, due_until, name) k
 WHERE (k.agreement_id, k.case_id) = (s.agreement_id, s.case_id);

-- Lists read one agreement and one kind, newest first, whole or open ones alone.
CREATE INDEX case_newest ON case_state (agreement_id, kind, opened_at DESC, case_id DESC);
CREATE INDEX case_open_newest ON case_state (agreement_id, kind, opened_at DESC, case_id DESC) WHERE open;
CREATE INDEX case_next_due ON case_state (agreement_id, kind, next_due_until, case_id) WHERE next_due_until IS NOT NULL;
-- What runs out next of all, for the sweeper.
CREATE INDEX case_sweep ON case_state (next_due_until) WHERE next_due_until IS NOT NULL AND NOT replayed;
-- A request by its number, whole or by its beginning.
CREATE INDEX case_by_pon ON case_state (agreement_id, kind, ((summary ->> 'pon') COLLATE "C"))
  WHERE summary ? 'pon';

-- What one open case at a time may hold: a facility assignment, a circuit.
CREATE TABLE case_hold (
  agreement_id text COLLATE "C" NOT NULL,
  case_id text COLLATE "C" NOT NULL,
  what text COLLATE "C" NOT NULL,
  value text COLLATE "C" NOT NULL,
  PRIMARY KEY (agreement_id, what, value),
  FOREIGN KEY (agreement_id, case_id) REFERENCES case_state ON DELETE CASCADE
);
CREATE INDEX case_hold_case ON case_hold (agreement_id, case_id);
CALL meetpoint_protect('case_hold');
CREATE POLICY of_party ON case_hold FOR SELECT TO meetpoint_app USING (meetpoint_may_see(agreement_id));
GRANT SELECT, INSERT, UPDATE, DELETE ON case_hold TO meetpoint_app;
