-- A number of an incumbent's pool belongs to the reservation that is open for it, and to nobody else, under whichever agreement: it leaves the
-- pool with the event that opens the case and comes back with the one that ends it. As the owner, to whom every agreement is visible.
CREATE FUNCTION meetpoint_claim_number() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  of_provider text;
  of_number text := NEW.summary ->> 'number';
  pooled record;
BEGIN
  SELECT ilec INTO STRICT of_provider FROM agreement WHERE id = NEW.agreement_id;
  SELECT * INTO pooled FROM telephone_number WHERE provider = of_provider AND number = of_number FOR UPDATE;
  -- A number of no pool that is kept here is nobody's to give out twice.
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  IF NEW.state NOT IN ('reserved', 'assigned') THEN
    DELETE FROM number_claim WHERE agreement_id = NEW.agreement_id AND case_id = NEW.case_id;
    IF FOUND THEN
      UPDATE telephone_number SET state = CASE NEW.state WHEN 'in-service' THEN 'assigned' ELSE 'available' END, available_from = NULL
       WHERE provider = of_provider AND number = of_number;
    END IF;
    RETURN NULL;
  END IF;
  IF EXISTS (SELECT FROM number_claim c WHERE (c.provider, c.number, c.agreement_id, c.case_id)
                                            = (of_provider, of_number, NEW.agreement_id, NEW.case_id)) THEN
    RETURN NULL;
  END IF;
  IF pooled.ported_in OR pooled.state NOT IN ('available', 'aging') THEN
    RAISE EXCEPTION 'Number % is not in the pool.', of_number USING ERRCODE = 'unique_violation', CONSTRAINT = 'number_claim_pkey';
  END IF;
  INSERT INTO number_claim (provider, number, agreement_id, case_id) VALUES (of_provider, of_number, NEW.agreement_id, NEW.case_id);
  UPDATE telephone_number SET state = 'reserved', available_from = NULL WHERE provider = of_provider AND number = of_number;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION meetpoint_claim_number FROM PUBLIC;
CREATE TRIGGER number_claimed AFTER INSERT OR UPDATE ON case_state
  FOR EACH ROW WHEN (NEW.kind = 'number-reservation') EXECUTE FUNCTION meetpoint_claim_number();

-- Whether a number is in service, or asked for by an open order, under another agreement of the same incumbent: never whose.
CREATE FUNCTION meetpoint_number_elsewhere(of_number text) RETURNS TABLE (in_service boolean, ordered boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
  AS $$
    WITH others AS (SELECT a.id FROM agreement a
                     WHERE a.id <> meetpoint_agreement() AND a.ilec = (SELECT ilec FROM agreement WHERE id = meetpoint_agreement()))
    SELECT EXISTS (SELECT FROM others o JOIN circuit c ON c.agreement_id = o.id
                    WHERE c.out_of_service_on IS NULL AND c.numbers @> ARRAY[of_number]),
           EXISTS (SELECT FROM others o JOIN case_hold h ON h.agreement_id = o.id AND h.what = 'number' AND h.value = of_number)
  $$;
REVOKE EXECUTE ON FUNCTION meetpoint_number_elsewhere FROM PUBLIC;
GRANT EXECUTE ON FUNCTION meetpoint_number_elsewhere TO meetpoint_app;
