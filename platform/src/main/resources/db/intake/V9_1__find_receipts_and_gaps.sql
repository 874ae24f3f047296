-- What receipts are listed by beside their event and sender. Of refusals there are few beside the receipts.
create index receipt_of_project on receipt (project_code, receipt_id);
create index receipt_of_code on receipt (code, receipt_id) where code is not null;
create index receipt_of_outcome on receipt (outcome, receipt_id) where outcome <> 'ACCEPTED';
create index receipt_of_time on receipt (recorded_at);

create index gap_of_project on gap (project_code, gap_id);
create index gap_of_sender on gap (sender, gap_id);
create index gap_of_state on gap (state, gap_id);
