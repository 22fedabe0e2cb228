-- Second factors of the authentication library (better-auth 1.7, plugin twoFactor), with its column names.
ALTER TABLE auth."user" ADD COLUMN "twoFactorEnabled" boolean DEFAULT false;

CREATE TABLE auth."twoFactor" (
  "id" text PRIMARY KEY,
  "secret" text NOT NULL,
  "backupCodes" text NOT NULL,
  "userId" text NOT NULL REFERENCES auth."user" ("id") ON DELETE CASCADE,
  "verified" boolean DEFAULT true,
  "failedVerificationCount" integer DEFAULT 0,
  "lockedUntil" timestamptz
);
CREATE INDEX two_factor_of_user ON auth."twoFactor" ("userId");
CREATE INDEX two_factor_by_secret ON auth."twoFactor" ("secret");

-- What is written for an agreement is in the trail of the party whose act it was, and of no other.
ALTER TABLE audit ADD COLUMN for_party text DEFAULT meetpoint_party();
COMMENT ON COLUMN audit.for_party IS 'The party in whose trail the entry is, where it was written for an agreement.';
CREATE INDEX audit_of_party ON audit (for_party, seq DESC);
DROP POLICY own_scope ON audit;
CREATE POLICY own_scope ON audit FOR SELECT TO meetpoint_app
  USING (agreement_id = meetpoint_agreement() OR party = meetpoint_party() OR for_party = meetpoint_party());
DROP POLICY own_record ON audit;
CREATE POLICY own_record ON audit FOR INSERT TO meetpoint_app
  WITH CHECK (party IS NOT DISTINCT FROM meetpoint_party() AND agreement_id IS NOT DISTINCT FROM meetpoint_agreement()
              AND (for_party IS NULL OR meetpoint_party() IS NULL OR for_party = meetpoint_party()));
