-- Programs that act for a party. What they are is the party's to see; secrets and tokens are kept as hashes where only
-- the owner and the authentication library reach them.
CREATE TABLE api_client (
  id text COLLATE "C" PRIMARY KEY,
  party text COLLATE "C" NOT NULL,
  name text NOT NULL,
  scopes text[] NOT NULL,
  -- NULL: as many as the deployment lets a client send.
  requests_per_minute integer CHECK (requests_per_minute > 0),
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  expires_at timestamptz,
  ended_at timestamptz
);
CREATE INDEX api_client_of_party ON api_client (party);
ALTER TABLE api_client ENABLE ROW LEVEL SECURITY;
ALTER TABLE api_client FORCE ROW LEVEL SECURITY;
CREATE POLICY own_party ON api_client TO meetpoint_app USING (party = meetpoint_party());
CREATE POLICY install ON api_client TO meetpoint_owner USING (true);

CREATE TABLE auth.client_secret (
  id text PRIMARY KEY,
  client_id text COLLATE "C" NOT NULL REFERENCES public.api_client (id) ON DELETE CASCADE,
  -- sha256 of the secret, which holds 256 random bits: there is nothing to guess.
  hash text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX client_secret_of_client ON auth.client_secret (client_id);

CREATE TABLE auth.client_token (
  hash text PRIMARY KEY,
  secret_id text NOT NULL REFERENCES auth.client_secret (id) ON DELETE CASCADE,
  scopes text[] NOT NULL,
  issued_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX client_token_of_secret ON auth.client_token (secret_id, expires_at);
