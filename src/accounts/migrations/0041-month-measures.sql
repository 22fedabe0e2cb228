-- The measures of closed months and nothing else of them: the parties see their months anyway; the commission of the
-- state sees this of the issued ones.
CREATE VIEW month_measures WITH (security_barrier) AS
  SELECT agreement_id, month, state, summary -> 'measures' AS measures
    FROM month_close
   WHERE meetpoint_may_see(agreement_id) OR (state = 'issued' AND meetpoint_oversees(agreement_id));
REVOKE ALL ON month_measures FROM meetpoint_app;
GRANT SELECT ON month_measures TO meetpoint_app;
