-- A circuit that is changed and keeps its id has a row for each way that it was.
ALTER TABLE circuit
  ADD COLUMN period integer NOT NULL DEFAULT 1 CHECK (period > 0),
  -- The wire center at end Z, of transport.
  ADD COLUMN z_wire_center text COLLATE "C",
  -- Connecting facility assignments, at end A and at end Z.
  ADD COLUMN cfa text COLLATE "C" CHECK (cfa <> ''),
  ADD COLUMN z_cfa text COLLATE "C" CHECK (z_cfa <> ''),
  -- Telephone numbers in service on it, 10 digits.
  ADD COLUMN numbers text[] NOT NULL DEFAULT '{}',
  -- What a resold line is at retail.
  ADD COLUMN resale jsonb,
  -- The circuit went on in its next period; false: it left service.
  ADD COLUMN changed boolean NOT NULL DEFAULT false,
  -- Recorded when the order was completed, before the close of its month: no draft takes it back.
  ADD COLUMN begun_live boolean NOT NULL DEFAULT false,
  ADD COLUMN ended_live boolean NOT NULL DEFAULT false,
  ADD CHECK (NOT changed OR out_of_service_on IS NOT NULL),
  DROP CONSTRAINT circuit_pkey,
  ADD PRIMARY KEY (agreement_id, ecckt, period);
CREATE UNIQUE INDEX circuit_in_service ON circuit (agreement_id, ecckt) WHERE out_of_service_on IS NULL;
CREATE INDEX circuit_numbers ON circuit USING gin (numbers) WHERE out_of_service_on IS NULL;

-- The facility assignments that circuits in service have: none twice. What open orders hold is in case_hold.
CREATE TABLE facility_assignment (
  agreement_id text COLLATE "C" NOT NULL REFERENCES agreement (id),
  facility text COLLATE "C" NOT NULL,
  ecckt text COLLATE "C" NOT NULL,
  PRIMARY KEY (agreement_id, facility)
);
CALL meetpoint_protect('facility_assignment');
CREATE POLICY of_party ON facility_assignment FOR SELECT TO meetpoint_app USING (meetpoint_may_see(agreement_id));
GRANT SELECT, INSERT, UPDATE, DELETE ON facility_assignment TO meetpoint_app;

-- Assigns when a circuit comes into service, and frees when it leaves.
CREATE FUNCTION assign_facilities() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.out_of_service_on IS NULL THEN
    DELETE FROM facility_assignment
     WHERE agreement_id = OLD.agreement_id AND facility IN (OLD.cfa, OLD.z_cfa) AND ecckt = OLD.ecckt;
  END IF;
  IF TG_OP <> 'DELETE' AND NEW.out_of_service_on IS NULL THEN
    INSERT INTO facility_assignment (agreement_id, facility, ecckt)
    SELECT NEW.agreement_id, facility, NEW.ecckt
      FROM (VALUES (NEW.cfa), (NEW.z_cfa)) AS assigned (facility) WHERE facility IS NOT NULL;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER circuit_facilities AFTER INSERT OR UPDATE OR DELETE ON circuit
  FOR EACH ROW EXECUTE FUNCTION assign_facilities();
