-- Orders of one project, and orders whose completion brings a notice to the carrier that loses the end user.
CREATE INDEX case_by_project ON case_state (agreement_id, kind, (summary ->> 'project')) WHERE summary ? 'project';
CREATE INDEX case_with_loss ON case_state ((summary ->> 'loss')) WHERE summary ? 'loss';
