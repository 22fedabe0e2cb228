-- Requests that a sender may repeat under one key: what came of the first try, so that a second one does nothing again.
CREATE TABLE idempotency_key (
  party text COLLATE "C" NOT NULL,
  -- A user, or an API client: keys of one are nothing to another.
  who text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  -- sha256 over method, address and body.
  fingerprint text NOT NULL,
  -- The try that holds the key now, and the process that makes it.
  token uuid NOT NULL UNIQUE,
  server uuid NOT NULL,
  began_at timestamptz NOT NULL,
  -- Written in the transaction of the work itself: it was done, whatever became of the answer.
  is_done boolean NOT NULL DEFAULT false,
  outcome jsonb,
  -- The answer, once it was sent; its body is enciphered with the key of the installation.
  status integer,
  headers jsonb,
  body text,
  PRIMARY KEY (party, who, key)
);
CREATE INDEX idempotency_key_age ON idempotency_key (began_at);
ALTER TABLE idempotency_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE idempotency_key FORCE ROW LEVEL SECURITY;
CREATE POLICY install ON idempotency_key TO meetpoint_owner USING (true);
CREATE POLICY own ON idempotency_key TO meetpoint_app USING (party = meetpoint_party() AND who = meetpoint_user());
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_key TO meetpoint_app;

-- For the transaction of the work, which is an agreement's and not the sender's: whoever knows the try may say that it is done.
-- False where another try holds the key by now.
CREATE FUNCTION meetpoint_done_once(try uuid, outcome_of_work jsonb) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  UPDATE idempotency_key SET is_done = true, outcome = outcome_of_work WHERE token = try;
  RETURN FOUND;
END $$;
