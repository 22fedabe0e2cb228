-- Commissions oversee the agreements of their state: text, terms and measures, and nothing that the parties do under them.
CREATE TABLE commission (
  id text COLLATE "C" PRIMARY KEY,
  name text NOT NULL,
  -- As agreements name their state: MO.
  state text COLLATE "C" NOT NULL
);
ALTER TABLE commission ENABLE ROW LEVEL SECURITY;
ALTER TABLE commission FORCE ROW LEVEL SECURITY;
CREATE POLICY own_commission ON commission FOR SELECT TO meetpoint_app USING (id = meetpoint_party());
CREATE POLICY install ON commission TO meetpoint_owner USING (true);
REVOKE INSERT, UPDATE, DELETE ON commission FROM meetpoint_app;

-- NULL until the program that runs the agreement has said it.
ALTER TABLE agreement ADD COLUMN state text COLLATE "C";
CREATE POLICY agreement_of_commission ON agreement FOR SELECT TO meetpoint_app
  USING (EXISTS (SELECT FROM commission c WHERE c.id = meetpoint_party() AND c.state = agreement.state));
