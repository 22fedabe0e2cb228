-- Under what each circuit was bought. A circuit of before this migration was bought under the agreement.
ALTER TABLE circuit
  ADD COLUMN vehicle text COLLATE "C" NOT NULL DEFAULT 'agreement'
    CHECK (vehicle IN ('agreement', 'tariff', 'tariff-incorporated-by-reference')),
  -- Who elected it, when and where it is written.
  ADD COLUMN vehicle_evidence text,
  ADD CHECK (vehicle <> 'tariff' OR vehicle_evidence IS NOT NULL);

CREATE FUNCTION keep_circuit_vehicle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Circuit % was bought under its % and stays so.', OLD.ecckt, OLD.vehicle
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER circuit_vehicle_kept BEFORE UPDATE ON circuit FOR EACH ROW
  WHEN ((OLD.vehicle, OLD.vehicle_evidence) IS DISTINCT FROM (NEW.vehicle, NEW.vehicle_evidence))
  EXECUTE FUNCTION keep_circuit_vehicle();
