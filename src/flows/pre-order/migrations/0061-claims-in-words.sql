-- What the guard of the pool refuses it says in words: a case may be opened by hand, too, and whoever opens it is told why it cannot be.
CREATE OR REPLACE FUNCTION meetpoint_claim_number() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
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
    RAISE EXCEPTION '% is not free.', of_number
      USING ERRCODE = 'MP001', CONSTRAINT = 'pre-order/number-taken', COLUMN = 'number', HINT = 'Name another one, or let the incumbent choose.';
  END IF;
  INSERT INTO number_claim (provider, number, agreement_id, case_id) VALUES (of_provider, of_number, NEW.agreement_id, NEW.case_id);
  UPDATE telephone_number SET state = 'reserved', available_from = NULL WHERE provider = of_provider AND number = of_number;
  RETURN NULL;
END $$;
