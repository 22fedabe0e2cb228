-- Freezes that stand against an order about these numbers: those under its own agreement, and under the other agreements of the same
-- incumbent those that the incumbent placed or the carrier that has the line. A carrier that has no line keeps nobody from leaving
-- another one. As the owner, to whom every agreement is visible; which carrier it is nobody is told.
CREATE FUNCTION meetpoint_freezes(of_agreement text, of_numbers text[]) RETURNS TABLE (stands text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
  AS $$
  BEGIN
    RETURN QUERY SELECT DISTINCT h.what
      FROM agreement own
      JOIN agreement a ON a.ilec = own.ilec
      JOIN case_hold h ON h.agreement_id = a.id AND h.what IN ('freeze-local', 'freeze-long-distance') AND h.value = ANY (of_numbers)
     WHERE own.id = of_agreement AND meetpoint_may_see(of_agreement)
       AND (a.id = own.id
            OR EXISTS (SELECT FROM event e
                        WHERE e.agreement_id = h.agreement_id AND e.case_id = h.case_id AND e.seq = 1 AND e.actor = a.ilec)
            OR EXISTS (SELECT FROM circuit c
                        WHERE c.agreement_id = a.id AND c.out_of_service_on IS NULL AND c.numbers @> ARRAY[h.value]))
     ORDER BY 1;
  END $$;
REVOKE EXECUTE ON FUNCTION meetpoint_freezes FROM PUBLIC;
GRANT EXECUTE ON FUNCTION meetpoint_freezes TO meetpoint_app;
