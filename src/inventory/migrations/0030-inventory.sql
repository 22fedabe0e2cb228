-- Circuits that are or were in service under one agreement.
CREATE TABLE circuit (
  agreement_id text COLLATE "C" NOT NULL REFERENCES agreement (id),
  ecckt text COLLATE "C" NOT NULL,
  product text COLLATE "C" NOT NULL,
  wire_center text COLLATE "C" NOT NULL,
  address text NOT NULL,
  in_service_on date NOT NULL,
  -- The day of the disconnect: the first day without service.
  out_of_service_on date CHECK (out_of_service_on >= in_service_on),
  -- `opening`, or the id of the case that put it in service.
  source text COLLATE "C" NOT NULL,
  -- The case that took it out of service.
  disconnect_source text COLLATE "C",
  -- The month whose close brought the circuit, or its disconnect, while that close is a draft.
  draft_month text COLLATE "C",
  disconnect_draft_month text COLLATE "C",
  PRIMARY KEY (agreement_id, ecckt),
  CHECK ((out_of_service_on IS NULL) = (disconnect_source IS NULL)),
  CHECK (out_of_service_on IS NOT NULL OR disconnect_draft_month IS NULL)
);
CREATE INDEX circuit_wire_center ON circuit (agreement_id, wire_center);

-- The agreement's own scope writes; each of its two parties reads.
CALL meetpoint_protect('circuit');
CREATE POLICY of_party ON circuit FOR SELECT TO meetpoint_app USING (meetpoint_may_see(agreement_id));
GRANT SELECT, INSERT, UPDATE, DELETE ON circuit TO meetpoint_app;
