-- Money under one agreement: accounts, bills with their lines, the journal, and the state of each month's close.
-- Amounts are cents. A bill that is issued, and the journal, never change.

CREATE TABLE billing_account (
  agreement_id text COLLATE "C" NOT NULL REFERENCES agreement (id),
  ban text COLLATE "C" NOT NULL,
  biller text NOT NULL,
  billed text NOT NULL CHECK (billed <> biller),
  account text NOT NULL CHECK (account IN ('services', 'usage')),
  name text NOT NULL,
  opened_on date NOT NULL,
  PRIMARY KEY (agreement_id, ban),
  UNIQUE (agreement_id, biller, billed, account)
);

CREATE TABLE month_close (
  agreement_id text COLLATE "C" NOT NULL REFERENCES agreement (id),
  month text COLLATE "C" NOT NULL CHECK (month ~ '^\d{4}-\d{2}$'),
  -- Over everything that the close read.
  input_hash text NOT NULL,
  agreement_hash text NOT NULL,
  state text NOT NULL CHECK (state IN ('draft', 'issued')),
  -- Kept as text, so that the same month gives the same bytes when it is shown again.
  summary json NOT NULL,
  PRIMARY KEY (agreement_id, month)
);

CREATE TABLE invoice (
  agreement_id text COLLATE "C" NOT NULL,
  number text COLLATE "C" NOT NULL,
  ban text COLLATE "C" NOT NULL,
  from_party text NOT NULL,
  to_party text NOT NULL,
  month text COLLATE "C" NOT NULL,
  bill_date date NOT NULL,
  period_from date NOT NULL,
  period_to date NOT NULL,
  due_on date NOT NULL,
  previous_balance bigint NOT NULL,
  payments bigint NOT NULL,
  total bigint NOT NULL,
  disputed bigint NOT NULL,
  balance bigint NOT NULL CHECK (balance = previous_balance - payments + total),
  status text NOT NULL CHECK (status IN ('draft', 'issued')),
  input_hash text NOT NULL,
  agreement_version text NOT NULL,
  agreement_hash text NOT NULL,
  PRIMARY KEY (agreement_id, number),
  FOREIGN KEY (agreement_id, ban) REFERENCES billing_account,
  FOREIGN KEY (agreement_id, month) REFERENCES month_close
);

CREATE TABLE invoice_line (
  agreement_id text COLLATE "C" NOT NULL,
  number text COLLATE "C" NOT NULL,
  line integer NOT NULL CHECK (line > 0),
  kind text NOT NULL,
  element text COLLATE "C" NOT NULL,
  zone text,
  description text NOT NULL,
  clause text NOT NULL,
  quantity text NOT NULL,
  unit text NOT NULL,
  rate text NOT NULL,
  amount bigint NOT NULL,
  provenance text NOT NULL,
  from_date date NOT NULL,
  to_date date NOT NULL,
  source_kind text NOT NULL,
  source_id text COLLATE "C" NOT NULL,
  corrects_invoice text COLLATE "C",
  corrects_line integer,
  receipt json NOT NULL,
  PRIMARY KEY (agreement_id, number, line),
  FOREIGN KEY (agreement_id, number) REFERENCES invoice ON DELETE CASCADE,
  FOREIGN KEY (agreement_id, corrects_invoice, corrects_line) REFERENCES invoice_line (agreement_id, number, line)
);
CREATE INDEX invoice_line_source ON invoice_line (agreement_id, source_kind, source_id);

CREATE FUNCTION keep_issued_close() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'issued' THEN
    RAISE EXCEPTION 'The close of % is issued and never changes.', OLD.month USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER month_close_kept BEFORE UPDATE OR DELETE ON month_close
  FOR EACH ROW EXECUTE FUNCTION keep_issued_close();

CREATE FUNCTION keep_issued_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'issued' THEN
    RAISE EXCEPTION 'Bill % is issued and never changes: correct it on the next bill.', OLD.number
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER invoice_kept BEFORE UPDATE OR DELETE ON invoice
  FOR EACH ROW EXECUTE FUNCTION keep_issued_invoice();

CREATE FUNCTION keep_issued_line() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed invoice_line;
BEGIN
  changed := CASE WHEN TG_OP = 'INSERT' THEN NEW ELSE OLD END;
  IF EXISTS (
    SELECT FROM invoice i
    WHERE i.agreement_id = changed.agreement_id AND i.number = changed.number AND i.status = 'issued'
  ) THEN
    RAISE EXCEPTION 'Bill % is issued and its lines never change: correct it on the next bill.', changed.number
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER invoice_line_kept BEFORE INSERT OR UPDATE OR DELETE ON invoice_line
  FOR EACH ROW EXECUTE FUNCTION keep_issued_line();

-- When the transaction ends, the lines of every bill sum to its total.
CREATE FUNCTION check_invoice_total() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE owed bigint; lines bigint;
BEGIN
  SELECT i.total, (SELECT coalesce(sum(l.amount), 0) FROM invoice_line l
                   WHERE l.agreement_id = i.agreement_id AND l.number = i.number)
  INTO owed, lines FROM invoice i WHERE i.agreement_id = NEW.agreement_id AND i.number = NEW.number;
  IF FOUND AND lines <> owed THEN
    RAISE EXCEPTION 'Bill % has a total of % cents and lines of %.', NEW.number, owed, lines
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER invoice_sums AFTER INSERT OR UPDATE ON invoice DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_invoice_total();

-- Bills of earlier months that a month began with: those of before this installation, and what was last said to be
-- in dispute of any. What is owed now is the amount less the payments in the journal; of a bill issued here, its total.
CREATE TABLE open_bill (
  agreement_id text COLLATE "C" NOT NULL,
  ban text COLLATE "C" NOT NULL,
  bill text COLLATE "C" NOT NULL,
  billed_on date NOT NULL,
  due_on date NOT NULL,
  amount bigint NOT NULL,
  disputed bigint NOT NULL,
  -- As the opening file gave it; later charges are lines of bills.
  late_charged_through date,
  PRIMARY KEY (agreement_id, ban, bill),
  FOREIGN KEY (agreement_id, ban) REFERENCES billing_account
);

CREATE TABLE journal_entry (
  agreement_id text COLLATE "C" NOT NULL REFERENCES agreement (id),
  -- `invoice/<number>`, `payment/<ban>/<bill>/<date>/<nth>`, `opening/<ban>/<bill>`
  entry text COLLATE "C" NOT NULL,
  entry_date date NOT NULL,
  description text NOT NULL,
  PRIMARY KEY (agreement_id, entry)
);

CREATE TABLE posting (
  agreement_id text COLLATE "C" NOT NULL,
  entry text COLLATE "C" NOT NULL,
  seq integer NOT NULL,
  -- `receivable:<ban>`, `income:<ban>:<kind>`, `cash:<ban>`, `opening:<ban>`; the biller's books.
  ledger text COLLATE "C" NOT NULL,
  -- Debit is positive, credit negative.
  cents bigint NOT NULL,
  PRIMARY KEY (agreement_id, entry, seq),
  FOREIGN KEY (agreement_id, entry) REFERENCES journal_entry
);
CREATE INDEX posting_ledger ON posting (agreement_id, ledger);

CREATE FUNCTION check_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE difference bigint;
BEGIN
  SELECT coalesce(sum(cents), 0) INTO difference FROM posting p
  WHERE p.agreement_id = NEW.agreement_id AND p.entry = NEW.entry;
  IF difference <> 0 THEN
    RAISE EXCEPTION 'Journal entry % is out of balance by % cents.', NEW.entry, difference
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER posting_balanced AFTER INSERT ON posting DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_balanced();
CREATE TRIGGER journal_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_entry
  FOR EACH STATEMENT EXECUTE FUNCTION meetpoint_append_only();
CREATE TRIGGER posting_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON posting
  FOR EACH STATEMENT EXECUTE FUNCTION meetpoint_append_only();

-- What one party found when it checked the other's bill: its own work, hidden from the other party.
CREATE TABLE bill_check (
  agreement_id text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL,
  party text NOT NULL,
  checked json NOT NULL,
  receipts json NOT NULL,
  PRIMARY KEY (agreement_id, month, party),
  FOREIGN KEY (agreement_id, month) REFERENCES month_close
);
CALL meetpoint_protect('bill_check');
CREATE POLICY of_checker ON bill_check FOR SELECT TO meetpoint_app
  USING (party = meetpoint_party() AND meetpoint_may_see(agreement_id));
GRANT SELECT, INSERT, UPDATE, DELETE ON bill_check TO meetpoint_app;

-- The agreement's own scope writes; each of its two parties reads.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['billing_account', 'month_close', 'invoice', 'invoice_line', 'open_bill', 'journal_entry', 'posting'] LOOP
    EXECUTE format('CALL meetpoint_protect(%L)', name);
    EXECUTE format('CREATE POLICY of_party ON %I FOR SELECT TO meetpoint_app USING (meetpoint_may_see(agreement_id))', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO meetpoint_app', name);
  END LOOP;
END $$;
