-- What dead letters are listed by, newest first. They are few beside the events, so that each may have its index.
create index rejected_event_of_topic on rejected_event (topic, id);
create index rejected_event_of_sender on rejected_event (sender, id);
create index rejected_event_of_code on rejected_event (code, id);
create index rejected_event_of_state on rejected_event (state, id);
create index rejected_event_of_time on rejected_event (rejected_at);
