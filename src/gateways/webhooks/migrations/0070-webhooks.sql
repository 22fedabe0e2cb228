-- Where parties want to be told of what happens in their cases, and what is to be told. A notice is written in the transaction
-- of the event that it tells of, so that neither is there without the other.

CREATE TABLE webhook_subscription (
  id text COLLATE "C" PRIMARY KEY,
  party text COLLATE "C" NOT NULL,
  -- NULL: every agreement that the party has.
  agreement_id text COLLATE "C" REFERENCES agreement (id),
  url text NOT NULL,
  -- The words of the notices: cloudevents, tmf, mef.
  format text COLLATE "C" NOT NULL,
  -- `lsr.confirmed`, `lsr.*`; empty: everything.
  event_types text[] NOT NULL DEFAULT '{}',
  -- What a façade was given with it.
  query text,
  -- Enciphered with the key of the installation; the newest first, the one before it while receivers change over.
  secrets text[] NOT NULL CHECK (cardinality(secrets) BETWEEN 1 AND 2),
  state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused', 'disabled')),
  -- Why it is disabled.
  why text,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  -- Since when every attempt has failed.
  failing_since timestamptz
);
CREATE INDEX webhook_subscription_of_party ON webhook_subscription (party, id);

CREATE TABLE webhook_notice (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- The same in each attempt: receivers know by it what they have had.
  message_id uuid NOT NULL DEFAULT gen_random_uuid(),
  subscription_id text COLLATE "C" NOT NULL REFERENCES webhook_subscription (id) ON DELETE CASCADE,
  party text COLLATE "C" NOT NULL,
  agreement_id text COLLATE "C" REFERENCES agreement (id),
  case_id text COLLATE "C",
  seq integer,
  -- `<case kind>.<event>`, or `webhook.<what>` of what is said of subscriptions themselves.
  kind text COLLATE "C" NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  -- The case as the transaction of the event left it, and what lists show of it.
  state text COLLATE "C",
  summary jsonb NOT NULL DEFAULT '{}',
  -- skipped: its format has no word for it. dead: given up.
  status text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'delivered', 'skipped', 'dead')),
  attempts integer NOT NULL DEFAULT 0,
  -- Of one that is being sent: when another server may take it, should this one have died.
  next_try timestamptz NOT NULL,
  last_try timestamptz,
  -- Status of the last answer.
  response integer,
  -- What was wrong with the last attempt.
  why text,
  UNIQUE (subscription_id, agreement_id, case_id, seq)
);
CREATE INDEX webhook_notice_due ON webhook_notice (subscription_id, next_try, id) WHERE status = 'waiting';
CREATE INDEX webhook_notice_of_party ON webhook_notice (party, id DESC);
CREATE INDEX webhook_notice_dead ON webhook_notice (party, id DESC) WHERE status = 'dead';
CREATE INDEX webhook_notice_done ON webhook_notice (recorded_at) WHERE status IN ('delivered', 'skipped');

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['webhook_subscription', 'webhook_notice'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY install ON %I TO meetpoint_owner USING (true)', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO meetpoint_app', name);
  END LOOP;
END $$;
-- Its own, and of agreements that it is a party of: a subscription to another's agreement cannot be made.
CREATE POLICY of_party ON webhook_subscription TO meetpoint_app USING (party = meetpoint_party())
  WITH CHECK (party = meetpoint_party() AND (agreement_id IS NULL OR meetpoint_may_see(agreement_id)));
CREATE POLICY of_party ON webhook_notice TO meetpoint_app USING (party = meetpoint_party())
  WITH CHECK (party = meetpoint_party() AND (agreement_id IS NULL OR meetpoint_may_see(agreement_id))
    AND EXISTS (SELECT FROM webhook_subscription s WHERE s.id = subscription_id AND s.party = meetpoint_party()));
REVOKE DELETE ON webhook_notice FROM meetpoint_app;

-- Whether a subscription to these event types wants to hear of an event of this kind.
CREATE FUNCTION meetpoint_wants_notice(event_types text[], kind text) RETURNS boolean LANGUAGE sql IMMUTABLE
  RETURN cardinality(event_types) = 0 OR kind = ANY (event_types) OR split_part(kind, '.', 1) || '.*' = ANY (event_types);

-- Both parties of the agreement are told, whoever did it. Events of a month that is not issued may be taken back: nobody is told of them.
CREATE FUNCTION meetpoint_tell_webhooks() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM webhook_subscription WHERE state = 'active') THEN
    RETURN NULL;
  END IF;
  INSERT INTO webhook_notice (subscription_id, party, agreement_id, case_id, seq, kind, occurred_at, recorded_at, state, summary, next_try)
  SELECT s.id, s.party, e.agreement_id, e.case_id, e.seq, e.kind, e.occurred_at, e.recorded_at, c.state, coalesce(c.summary, '{}'), e.recorded_at
    FROM new_event e
         JOIN agreement a ON a.id = e.agreement_id
         JOIN webhook_subscription s ON s.state = 'active' AND s.party IN (a.ilec, a.clec)
              AND (s.agreement_id IS NULL OR s.agreement_id = e.agreement_id) AND meetpoint_wants_notice(s.event_types, e.kind)
         LEFT JOIN case_state c ON c.agreement_id = e.agreement_id AND c.case_id = e.case_id
   WHERE e.draft_month IS NULL
   ORDER BY e.case_id, e.seq, s.id
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION meetpoint_tell_webhooks() FROM PUBLIC;

CREATE TRIGGER event_tells_webhooks AFTER INSERT ON event REFERENCING NEW TABLE AS new_event
  FOR EACH STATEMENT EXECUTE FUNCTION meetpoint_tell_webhooks();
