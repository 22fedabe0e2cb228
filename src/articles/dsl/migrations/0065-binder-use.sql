-- Masks are found by the binder group that their pairs run in.
CREATE INDEX spectrum_mask_binder ON case_state ((summary ->> 'binder')) WHERE kind = 'spectrum-mask' AND state = 'stated';

-- How many other pairs of a binder group use which class of mask, of all carriers that have an agreement with the incumbent, for pairs
-- that somebody asks about: never which, and never whose. A pair does not disturb itself: its own mask, stated under its id, is left out for
-- whoever may see that mask. Were it left out for others too, what is told of that pair and of the one beside it would differ by just what runs on it.
CREATE FUNCTION meetpoint_binder_use(of_provider text, of_binders text[], of_pairs text[])
  RETURNS TABLE (pair text, spectrum_class text, pairs integer)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
  AS $$
    SELECT asked.pair, s.summary ->> 'spectrumClass', count(*)::integer
      FROM unnest(of_binders, of_pairs) AS asked (binder, pair)
      JOIN case_state s ON s.kind = 'spectrum-mask' AND s.state = 'stated' AND s.summary ->> 'binder' = asked.binder
      JOIN agreement a ON a.id = s.agreement_id AND a.ilec = of_provider
     WHERE of_provider = ANY (meetpoint_seen_providers())
       AND (s.summary ->> 'circuit' = asked.pair AND meetpoint_may_see(s.agreement_id)) IS NOT TRUE
     GROUP BY 1, 2 ORDER BY 1, 2
  $$;
REVOKE EXECUTE ON FUNCTION meetpoint_binder_use FROM PUBLIC;
GRANT EXECUTE ON FUNCTION meetpoint_binder_use TO meetpoint_app;
