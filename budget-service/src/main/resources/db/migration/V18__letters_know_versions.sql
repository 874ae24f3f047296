-- Of letters that came before they kept it, the clocks have to say which version there was.
update rejected_event letter
   set owner_version = coalesce((select max(version) from project_history
                                  where project_code = encode(letter.key, 'escape') and recorded_at <= letter.rejected_at), 0)
 where subscription = 'intake';
