-- Codes of second factors that have signed somebody in: each does so once, for as long as the library would still take it.
CREATE TABLE auth.used_code (
  user_id text NOT NULL REFERENCES auth."user" ("id") ON DELETE CASCADE,
  code text NOT NULL,
  used_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, code)
);
