-- The outside plant and the numbers of an incumbent, as its own systems know them: read by the incumbent and by who has an agreement with
-- it, written by who loads them (`meetpoint plant load`).

-- The incumbents whose plant the current scope may see, asked once for a statement.
CREATE FUNCTION meetpoint_seen_providers() RETURNS text[] LANGUAGE sql STABLE
  AS $$ SELECT coalesce(array_agg(DISTINCT a.ilec), '{}') FROM agreement a
         WHERE a.id = meetpoint_agreement() OR meetpoint_party() IN (a.ilec, a.clec) $$;

-- Places that the incumbent's own street guide has: one row a living unit.
CREATE TABLE service_address (
  provider text COLLATE "C" NOT NULL,
  -- The incumbent's key of the place.
  address_id text COLLATE "C" NOT NULL,
  -- Spelt in the one way of `normalizeAddress`. House number as written, and its digits.
  house text COLLATE "C" NOT NULL,
  house_number integer NOT NULL,
  -- The whole of it, the name alone, and how the name sounds: N MAIN ST, MAIN, M500.
  street text COLLATE "C" NOT NULL,
  street_name text COLLATE "C" NOT NULL,
  street_sound text COLLATE "C" NOT NULL,
  -- Empty: the house as a whole.
  unit text COLLATE "C" NOT NULL,
  city text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  zip text COLLATE "C" NOT NULL,
  wire_center text COLLATE "C" NOT NULL CHECK (wire_center ~ '^[A-Z]{6}[A-Z0-9]{2}$'),
  terminal text COLLATE "C",
  PRIMARY KEY (provider, address_id)
);
CREATE INDEX service_address_street ON service_address (provider, street_name, house_number);
CREATE INDEX service_address_sound ON service_address (provider, street_sound, house_number);

-- Stretches of streets in the Master Street Address Guide that 911 routes by.
CREATE TABLE msag_range (
  provider text COLLATE "C" NOT NULL,
  range_id text COLLATE "C" NOT NULL,
  street text COLLATE "C" NOT NULL,
  street_name text COLLATE "C" NOT NULL,
  low integer NOT NULL CHECK (low >= 0),
  high integer NOT NULL CHECK (high >= low),
  parity text NOT NULL CHECK (parity IN ('odd', 'even', 'both')),
  community text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  -- Emergency service number.
  esn text COLLATE "C" NOT NULL,
  PRIMARY KEY (provider, range_id)
);
CREATE INDEX msag_street ON msag_range (provider, street_name, community);

-- Copper pairs between an office and a place: what the records say of each, and what was measured on it.
CREATE TABLE loop_record (
  provider text COLLATE "C" NOT NULL,
  loop text COLLATE "C" NOT NULL,
  wire_center text COLLATE "C" NOT NULL,
  terminal text COLLATE "C",
  address_id text COLLATE "C",
  status text NOT NULL CHECK (status IN ('working', 'spare', 'defective')),
  -- Loop make-up each (`loop-makeup.ts`).
  records jsonb,
  measured jsonb,
  PRIMARY KEY (provider, loop),
  FOREIGN KEY (provider, address_id) REFERENCES service_address,
  CHECK (records IS NOT NULL OR measured IS NOT NULL)
);
CREATE INDEX loop_address ON loop_record (provider, address_id) WHERE address_id IS NOT NULL;
CREATE INDEX loop_spare ON loop_record (provider, wire_center, terminal) WHERE status = 'spare';

-- Telephone numbers of the incumbent's switches. Who has reserved one is in number_claim.
CREATE TABLE telephone_number (
  provider text COLLATE "C" NOT NULL,
  number text COLLATE "C" NOT NULL CHECK (number ~ '^[2-9][0-9]{2}[2-9][0-9]{6}$'),
  wire_center text COLLATE "C" NOT NULL,
  rate_centre text COLLATE "C" NOT NULL,
  state text NOT NULL CHECK (state IN ('available', 'reserved', 'assigned', 'aging', 'administrative', 'intermediate')),
  -- Of an aging number: the day from which it may be given out again.
  available_from date,
  -- Its block is another carrier's, to whom it goes back when it is given up: never in the pool.
  ported_in boolean NOT NULL DEFAULT false,
  PRIMARY KEY (provider, number),
  CHECK (NOT ported_in OR state NOT IN ('available', 'reserved')),
  CHECK (state <> 'aging' OR available_from IS NOT NULL)
);
CREATE INDEX number_pool ON telephone_number (provider, wire_center, number) WHERE state IN ('available', 'aging') AND NOT ported_in;

-- Which case of which agreement has a number: one at a time, whoever asks. Each carrier sees its own.
CREATE TABLE number_claim (
  provider text COLLATE "C" NOT NULL,
  number text COLLATE "C" NOT NULL,
  agreement_id text COLLATE "C" NOT NULL REFERENCES agreement (id),
  case_id text COLLATE "C" NOT NULL,
  PRIMARY KEY (provider, number),
  FOREIGN KEY (provider, number) REFERENCES telephone_number
);
CREATE INDEX number_claim_case ON number_claim (agreement_id, case_id);
CALL meetpoint_protect('number_claim');
CREATE POLICY of_party ON number_claim FOR SELECT TO meetpoint_app USING (meetpoint_may_see(agreement_id));

-- What a switch can do: feature codes (USOC) by office.
CREATE TABLE switch_feature (
  provider text COLLATE "C" NOT NULL,
  wire_center text COLLATE "C" NOT NULL,
  feature text COLLATE "C" NOT NULL,
  name text NOT NULL,
  available_from date NOT NULL,
  PRIMARY KEY (provider, wire_center, feature)
);

-- Accounts of the incumbent's own end users. A competitor sees one for a purpose that is put on record, which is the program's to see to:
-- the scope of a party alone shows them to nobody but the incumbent.
CREATE TABLE retail_account (
  provider text COLLATE "C" NOT NULL,
  account text COLLATE "C" NOT NULL,
  numbers text[] NOT NULL CHECK (cardinality(numbers) > 0),
  address_id text COLLATE "C",
  -- {name, services: [{code, name, quantity}], listing?, freezes?, contractEndsOn?, pendingOrder?}
  record jsonb NOT NULL,
  PRIMARY KEY (provider, account),
  FOREIGN KEY (provider, address_id) REFERENCES service_address
);
CREATE INDEX retail_account_numbers ON retail_account USING gin (numbers);

-- Connecting facility assignments that there are: whose, and in which office they end.
CREATE TABLE connecting_facility (
  provider text COLLATE "C" NOT NULL,
  cfa text COLLATE "C" NOT NULL,
  -- The carrier whose equipment it ends on.
  party text COLLATE "C" NOT NULL,
  wire_center text COLLATE "C" NOT NULL,
  PRIMARY KEY (provider, cfa)
);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['service_address', 'msag_range', 'loop_record', 'telephone_number', 'switch_feature', 'retail_account', 'connecting_facility'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY install ON %I TO meetpoint_owner USING (true)', name);
    EXECUTE format('REVOKE ALL ON %I FROM meetpoint_app', name);
    EXECUTE format('GRANT SELECT ON %I TO meetpoint_app', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['service_address', 'msag_range', 'loop_record', 'switch_feature'] LOOP
    EXECUTE format('CREATE POLICY of_agreements ON %I FOR SELECT TO meetpoint_app USING (provider = ANY ((SELECT meetpoint_seen_providers())::text[]))', name);
  END LOOP;
END $$;
REVOKE ALL ON number_claim FROM meetpoint_app;
GRANT SELECT ON number_claim TO meetpoint_app;
-- Which numbers are in use or taken is the incumbent's to know; the others see those that may be had.
CREATE POLICY of_agreements ON telephone_number FOR SELECT TO meetpoint_app
  USING (provider = ANY ((SELECT meetpoint_seen_providers())::text[]) AND (state IN ('available', 'aging') OR provider = meetpoint_party()));
CREATE POLICY of_agreement ON retail_account FOR SELECT TO meetpoint_app
  USING (provider = (SELECT a.ilec FROM agreement a WHERE a.id = meetpoint_agreement()) OR provider = meetpoint_party());
CREATE POLICY of_holder ON connecting_facility FOR SELECT TO meetpoint_app
  USING (party = meetpoint_party() OR provider = meetpoint_party()
         OR EXISTS (SELECT FROM agreement a WHERE a.id = meetpoint_agreement() AND a.ilec = provider AND a.clec = party));

-- Numbers of the pool that the agreement of this scope may have now, the lowest first, kept from everybody else until the transaction ends.
CREATE FUNCTION meetpoint_pick_numbers(of_office text, wanted text[], most integer, on_date date) RETURNS SETOF text
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
  AS $$
    SELECT t.number FROM telephone_number t
     WHERE t.provider = (SELECT a.ilec FROM agreement a WHERE a.id = meetpoint_agreement())
       AND t.wire_center = of_office AND NOT t.ported_in
       AND (t.state = 'available' OR (t.state = 'aging' AND t.available_from <= on_date))
       AND (wanted IS NULL OR t.number = ANY (wanted))
     ORDER BY t.number LIMIT most
       FOR UPDATE SKIP LOCKED
  $$;
REVOKE EXECUTE ON FUNCTION meetpoint_pick_numbers FROM PUBLIC;
GRANT EXECUTE ON FUNCTION meetpoint_pick_numbers TO meetpoint_app;
