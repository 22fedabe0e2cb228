-- Whether the current scope is the commission of the agreement's state.
CREATE FUNCTION meetpoint_oversees(agreement_id text) RETURNS boolean
  LANGUAGE sql STABLE
  AS $$
    SELECT EXISTS (SELECT FROM agreement a JOIN commission c ON c.state = a.state
                    WHERE a.id = agreement_id AND c.id = meetpoint_party())
  $$;
