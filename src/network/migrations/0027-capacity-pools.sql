-- What an office can do by hand on a day is more than one thing: lines cut over on its frames, and visits of its technicians, these by the
-- window of the day. Each is a pool of its own, for all carriers, and none takes from another.
ALTER TABLE capacity_booking ADD COLUMN pool text COLLATE "C" NOT NULL DEFAULT 'frames'
  CHECK (pool ~ '^(frames|visits/[a-z0-9-]{1,40})$');
DROP INDEX capacity_of_case;
CREATE UNIQUE INDEX capacity_of_case ON capacity_booking (agreement_id, case_id, office, on_date, pool) WHERE released_at IS NULL;

-- As before, within the pool of the booking.
CREATE OR REPLACE FUNCTION meetpoint_guard_capacity() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
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
   WHERE provider = NEW.provider AND on_date = NEW.on_date AND pool = NEW.pool AND released_at IS NULL;
  IF taken.office_lines + NEW.lines > NEW.office_limit
     OR taken.provider_lines + NEW.lines > NEW.provider_limit
     OR taken.agreement_lines + NEW.lines > NEW.agreement_limit THEN
    RAISE EXCEPTION '% more of % on % in % are over the capacity.', NEW.lines, NEW.pool, NEW.on_date, NEW.office
      USING ERRCODE = 'check_violation', CONSTRAINT = 'capacity_exceeded';
  END IF;
  RETURN NEW;
END $$;

DROP FUNCTION meetpoint_capacity_taken(text, text, date, date);
-- What is taken of a pool on each day on which anything is: in the office, in all offices of the provider, and what the asker may see of the
-- office's. Who has no agreement with the provider learns nothing.
CREATE FUNCTION meetpoint_capacity_taken(of_provider text, of_office text, from_date date, to_date date, of_pool text DEFAULT 'frames')
  RETURNS TABLE (on_date date, office_lines integer, provider_lines integer, own_lines integer)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
  AS $$
    SELECT b.on_date,
           coalesce(sum(b.lines) FILTER (WHERE b.office = of_office), 0)::integer,
           sum(b.lines)::integer,
           coalesce(sum(b.lines) FILTER (WHERE b.office = of_office AND meetpoint_may_see(b.agreement_id)), 0)::integer
      FROM capacity_booking b
     WHERE b.provider = of_provider AND b.on_date BETWEEN from_date AND to_date AND b.pool = of_pool AND b.released_at IS NULL
       AND EXISTS (SELECT FROM agreement a WHERE a.ilec = of_provider AND meetpoint_may_see(a.id))
     GROUP BY b.on_date
     ORDER BY b.on_date
  $$;
REVOKE EXECUTE ON FUNCTION meetpoint_capacity_taken FROM PUBLIC;
GRANT EXECUTE ON FUNCTION meetpoint_capacity_taken TO meetpoint_app;
