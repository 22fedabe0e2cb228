-- A new notice is due at once, by whatever clock the deployment runs: attempts are timed by the wall clock, events by the clock of contracts.
CREATE OR REPLACE FUNCTION meetpoint_tell_webhooks() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM webhook_subscription WHERE state = 'active') THEN
    RETURN NULL;
  END IF;
  INSERT INTO webhook_notice (subscription_id, party, agreement_id, case_id, seq, kind, occurred_at, recorded_at, state, summary)
  SELECT s.id, s.party, e.agreement_id, e.case_id, e.seq, e.kind, e.occurred_at, e.recorded_at, c.state, coalesce(c.summary, '{}')
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
ALTER TABLE webhook_notice ALTER COLUMN next_try SET DEFAULT '-infinity';
