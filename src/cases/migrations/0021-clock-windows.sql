-- Clocks that stand still, and clocks with a first moment before which nothing may stop them.
ALTER TABLE clock DROP CONSTRAINT clock_state_check;
ALTER TABLE clock ADD CONSTRAINT clock_state_check
  CHECK (state IN ('running', 'paused', 'stopped', 'negotiated', 'undetermined'));
-- As the agreement states it: a date, or a date-time with its offset.
ALTER TABLE clock ADD COLUMN not_before text;
-- What paused it, in words, while it stands still.
ALTER TABLE clock ADD COLUMN paused_by text;
-- What is due, across all cases of an agreement.
CREATE INDEX clock_by_day ON clock (agreement_id, due_until) WHERE state = 'running';
