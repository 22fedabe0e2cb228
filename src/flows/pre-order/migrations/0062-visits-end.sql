-- The visit of a technician that is kept for a PON is given back when an order of that PON is cancelled, whoever or whatever cancels it.
-- A rejected order keeps it for its next version.
CREATE FUNCTION meetpoint_end_visit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE capacity_booking SET released_at = greatest(booked_at, NEW.changed_at)
   WHERE agreement_id = NEW.agreement_id AND case_id = 'VISIT/' || upper(NEW.summary ->> 'pon')
     AND pool <> 'frames' AND released_at IS NULL;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION meetpoint_end_visit FROM PUBLIC;
CREATE TRIGGER visit_ends AFTER INSERT OR UPDATE OF state ON case_state
  FOR EACH ROW WHEN (NEW.kind IN ('lsr', 'asr') AND NEW.state = 'cancelled') EXECUTE FUNCTION meetpoint_end_visit();
