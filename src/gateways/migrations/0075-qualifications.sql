-- Answers that a façade gave to whoever asked whether a service can be had: read again by their id, and by nobody else.
CREATE TABLE qualification_answer (
  id text COLLATE "C" PRIMARY KEY,
  agreement_id text COLLATE "C" NOT NULL REFERENCES agreement (id),
  -- Carrier that asked, and its user or API client.
  party text COLLATE "C" NOT NULL,
  who text NOT NULL,
  -- The façade and its resource: tmf-check, tmf-query, mef-poq.
  resource text COLLATE "C" NOT NULL,
  asked_at timestamptz NOT NULL,
  -- The asker's own id of it.
  external_id text,
  state text COLLATE "C" NOT NULL,
  -- The resource as it was answered.
  answer jsonb NOT NULL
);
CREATE INDEX qualification_answer_of_party ON qualification_answer (party, resource, asked_at DESC, id DESC);

CREATE TRIGGER qualification_answer_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON qualification_answer
  FOR EACH STATEMENT EXECUTE FUNCTION meetpoint_append_only();

ALTER TABLE qualification_answer ENABLE ROW LEVEL SECURITY;
ALTER TABLE qualification_answer FORCE ROW LEVEL SECURITY;
-- The other party of the agreement does not see what was asked here: it has its own log of questions.
CREATE POLICY seen_by_asker ON qualification_answer FOR SELECT TO meetpoint_app USING (party = meetpoint_party());
-- In the scope of the agreement in which the question is answered, or of the party that asks.
CREATE POLICY added ON qualification_answer FOR INSERT TO meetpoint_app
  WITH CHECK (meetpoint_may_see(agreement_id) AND (meetpoint_party() IS NULL OR party = meetpoint_party()));
CREATE POLICY install ON qualification_answer TO meetpoint_owner USING (true);
REVOKE ALL ON qualification_answer FROM meetpoint_app;
GRANT SELECT, INSERT ON qualification_answer TO meetpoint_app;
