-- Lines that are cut over by hand on the frames of an office: one pool for all carriers. A carrier sees its own bookings and how many
-- lines are free, never who took the others.
CREATE TABLE capacity_booking (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  agreement_id text COLLATE "C" NOT NULL REFERENCES agreement (id),
  case_id text COLLATE "C" NOT NULL,
  -- Whose frames these are: the incumbent of the agreement, whatever the writer says.
  provider text COLLATE "C" NOT NULL,
  -- CLLI of the building.
  office text COLLATE "C" NOT NULL CHECK (office ~ '^[A-Z]{6}[A-Z0-9]{2}$'),
  on_date date NOT NULL,
  window_from timestamptz NOT NULL,
  window_to timestamptz NOT NULL CHECK (window_to > window_from),
  lines integer NOT NULL CHECK (lines > 0),
  -- The most lines on that day, as the agreement of the booking says: in the office, in all offices of the provider, and in the
  -- office under this agreement alone; NULL: it sets no such limit.
  office_limit integer,
  provider_limit integer,
  agreement_limit integer,
  booked_at timestamptz NOT NULL,
  -- The order was cancelled or moved: its lines are free again.
  released_at timestamptz CHECK (released_at >= booked_at)
);
CREATE UNIQUE INDEX capacity_of_case ON capacity_booking (agreement_id, case_id, office, on_date) WHERE released_at IS NULL;
CREATE INDEX capacity_by_day ON capacity_booking (provider, on_date, office) WHERE released_at IS NULL;

CALL meetpoint_protect('capacity_booking');
CREATE POLICY of_party ON capacity_booking FOR SELECT TO meetpoint_app USING (meetpoint_may_see(agreement_id));
REVOKE ALL ON capacity_booking FROM meetpoint_app;
GRANT SELECT, INSERT, UPDATE (released_at) ON capacity_booking TO meetpoint_app;

-- Bookings of one provider and day come one after the other until their transaction ends.
CREATE FUNCTION meetpoint_capacity_lock(of_provider text, of_date date) RETURNS void LANGUAGE sql VOLATILE
  AS $$ SELECT pg_advisory_xact_lock(hashtextextended('capacity ' || of_provider || ' ' || of_date::text, 0)) $$;

-- As the owner, to whom every booking is visible: the sum is over all carriers.
CREATE FUNCTION meetpoint_guard_capacity() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  taken record;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.released_at IS NOT NULL OR to_jsonb(NEW) - 'released_at' <> to_jsonb(OLD) - 'released_at' THEN
      RAISE EXCEPTION 'A booking is given back once and else never changes.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END IF;
  SELECT ilec INTO STRICT NEW.provider FROM agreement WHERE id = NEW.agreement_id;
  PERFORM meetpoint_capacity_lock(NEW.provider, NEW.on_date);
  SELECT coalesce(sum(lines), 0) AS provider_lines,
         coalesce(sum(lines) FILTER (WHERE office = NEW.office), 0) AS office_lines,
         coalesce(sum(lines) FILTER (WHERE office = NEW.office AND agreement_id = NEW.agreement_id), 0) AS agreement_lines
    INTO taken
    FROM capacity_booking
   WHERE provider = NEW.provider AND on_date = NEW.on_date AND released_at IS NULL;
  IF taken.office_lines + NEW.lines > NEW.office_limit
     OR taken.provider_lines + NEW.lines > NEW.provider_limit
     OR taken.agreement_lines + NEW.lines > NEW.agreement_limit THEN
    RAISE EXCEPTION '% more lines on % in % are over the capacity.', NEW.lines, NEW.on_date, NEW.office
      USING ERRCODE = 'check_violation', CONSTRAINT = 'capacity_exceeded';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER capacity_guard BEFORE INSERT OR UPDATE ON capacity_booking
  FOR EACH ROW EXECUTE FUNCTION meetpoint_guard_capacity();

-- Lines taken on each day on which any are: in the office, in all offices of the provider, and those in the office that the asker may see.
-- Who has no agreement with the provider learns nothing.
CREATE FUNCTION meetpoint_capacity_taken(of_provider text, of_office text, from_date date, to_date date)
  RETURNS TABLE (on_date date, office_lines integer, provider_lines integer, own_lines integer)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
  AS $$
    SELECT b.on_date,
           coalesce(sum(b.lines) FILTER (WHERE b.office = of_office), 0)::integer,
           sum(b.lines)::integer,
           coalesce(sum(b.lines) FILTER (WHERE b.office = of_office AND meetpoint_may_see(b.agreement_id)), 0)::integer
      FROM capacity_booking b
     WHERE b.provider = of_provider AND b.on_date BETWEEN from_date AND to_date AND b.released_at IS NULL
       AND EXISTS (SELECT FROM agreement a WHERE a.ilec = of_provider AND meetpoint_may_see(a.id))
     GROUP BY b.on_date
     ORDER BY b.on_date
  $$;
REVOKE EXECUTE ON FUNCTION meetpoint_capacity_taken, meetpoint_guard_capacity FROM PUBLIC;
GRANT EXECUTE ON FUNCTION meetpoint_capacity_taken TO meetpoint_app;
