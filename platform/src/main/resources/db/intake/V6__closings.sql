-- What a sender stated of a period, and what the books had: for good, equal or not.
create table closing (
  closing_id       uuid        primary key,
  sender           text        not null,
  fiscal_year      int         not null,
  period           text        not null,
  equal            boolean     not null,
  closes_year      boolean     not null,
  statement        json        not null,
  found            json        not null,
  differences      json        not null,
  projects         json,
  candidates       json        not null,
  read_up_to       json        not null,
  as_of            timestamptz not null,
  closed_by        text        not null,
  constraint closing_of_a_year_is_equal check (not closes_year or (equal and period = fiscal_year::text))
);
create index closing_of_sender on closing (sender, closing_id);

create table closing_reopening (
  closing_id  uuid        primary key references closing,
  reason      text        not null,
  reopened_by text        not null,
  reopened_at timestamptz not null
);

create function refuse_to_rewrite() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are kept as they were written', tg_table_name;
end $$;

create trigger closing_is_kept before update or delete or truncate on closing
  for each statement execute function refuse_to_rewrite();
create trigger closing_reopening_is_kept before update or delete or truncate on closing_reopening
  for each statement execute function refuse_to_rewrite();

-- Which years are closed now, and for whom.
create table closed_year (
  fiscal_year int  not null,
  sender      text not null,
  closing_id  uuid not null unique references closing,
  primary key (fiscal_year, sender)
);
