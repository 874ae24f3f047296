-- These are written by this service alone and read whole, but for two members of what was recorded lately: what jsonb does
-- to them at every writing costs more than it buys. So does compressing them, unless the server has the fast way.
alter table goal_history alter column goal type json;
alter table indicator alter column period_target type json, alter column annual_target type json;

do $$
begin
  if exists (select from pg_settings where name = 'default_toast_compression' and 'lz4' = any (enumvals)) then
    alter table goal_history alter column goal set compression lz4;
  else
    alter table goal_history alter column goal set storage external;
  end if;
end $$;
