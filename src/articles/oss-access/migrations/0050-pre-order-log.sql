-- Who asked what before an order, when, what for and on which authority, and when it was answered: for audits, measures and the finding
-- of misuse. Rows are added and never changed. Both parties of the agreement see them: the one that asked and the one whose systems answered.

CREATE TABLE pre_order_query (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  agreement_id text COLLATE "C" NOT NULL REFERENCES agreement (id),
  -- Function that was asked: customer-service-record, loop-qualification …
  function text COLLATE "C" NOT NULL,
  -- What was looked at: a telephone number in ten digits, an address, the id of a loop.
  subject text COLLATE "C" NOT NULL,
  -- User or API client, and the carrier that it acts for.
  who text NOT NULL,
  party text COLLATE "C" NOT NULL,
  purpose text NOT NULL,
  -- Case of the end user's authority, where one was named.
  authority text COLLATE "C",
  -- One clock, that of the gateway: the response time is the one less the other.
  asked_at timestamptz NOT NULL,
  answered_at timestamptz NOT NULL CHECK (answered_at >= asked_at),
  -- What the system behind the gateway says, by a clock of its own.
  source_asked_at timestamptz,
  source_answered_at timestamptz,
  -- refused: it was not to be answered, e.g. without authority. failed: the system did not answer.
  outcome text NOT NULL CHECK (outcome IN ('answered', 'refused', 'failed')),
  -- How it came: every way counts in measures.
  via text NOT NULL CHECK (via IN ('portal', 'api', 'tmf', 'mef', 'file')),
  -- Asked in a test environment: on record, and in no measure.
  test boolean NOT NULL DEFAULT false
);
CREATE INDEX pre_order_query_by_time ON pre_order_query (agreement_id, asked_at, id);
CREATE INDEX pre_order_query_by_subject ON pre_order_query (agreement_id, subject, asked_at);

CREATE TRIGGER pre_order_query_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pre_order_query
  FOR EACH STATEMENT EXECUTE FUNCTION meetpoint_append_only();

ALTER TABLE pre_order_query ENABLE ROW LEVEL SECURITY;
ALTER TABLE pre_order_query FORCE ROW LEVEL SECURITY;
CREATE POLICY seen_by_parties ON pre_order_query FOR SELECT TO meetpoint_app
  USING (agreement_id = ANY ((SELECT meetpoint_seen_agreements())::text[]));
-- In the scope of the agreement, or by a party of it in its own name.
CREATE POLICY added_by_parties ON pre_order_query FOR INSERT TO meetpoint_app
  WITH CHECK (agreement_id = ANY ((SELECT meetpoint_seen_agreements())::text[])
              AND (meetpoint_party() IS NULL OR party = meetpoint_party()));
CREATE POLICY install ON pre_order_query TO meetpoint_owner USING (true);
REVOKE ALL ON pre_order_query FROM meetpoint_app;
GRANT SELECT, INSERT ON pre_order_query TO meetpoint_app;
