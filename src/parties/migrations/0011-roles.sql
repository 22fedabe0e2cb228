-- Users have the roles of their carrier's side; the three roles of before become the ones that may do the same.
UPDATE auth."user" u SET role = CASE
    WHEN u.role = 'reader' THEN 'auditor'
    WHEN EXISTS (SELECT 1 FROM agreement a WHERE a.ilec = u.party) THEN 'provider-supervisor'
    ELSE 'clec-manager'
  END
  WHERE u.role IN ('reader', 'analyst');
