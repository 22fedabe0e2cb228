-- A pair is left out for its own mask only where who asks may see that mask. Were it left out for another carrier's too, what is told of
-- that carrier's pair and of the one beside it would differ by just what runs on it.
CREATE OR REPLACE FUNCTION meetpoint_binder_use(of_provider text, of_binders text[], of_pairs text[])
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
