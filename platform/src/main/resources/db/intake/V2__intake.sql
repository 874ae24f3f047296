-- Which regions a sending system may speak for. A region covers its subtree.
create table sender_region (
  sender      text not null,
  region_code text not null,
  valid_from  date not null,
  valid_to    date,
  primary key (sender, region_code, valid_from)
);

-- One row per event that a sender ever sent: the same id with the same bytes is a duplicate, with others a conflict.
create table inbox_event (
  source      text        not null,
  event_id    text        not null,
  sha256      text        not null,
  topic       text        not null,
  part        int         not null,
  record_offset bigint    not null,
  outcome     text        not null,
  code        text,
  version     bigint,
  received_at timestamptz not null,
  primary key (source, event_id)
);

-- The last applied revision of a sender about one subject: business order is (epoch, version), never a clock.
create table inbox_version (
  source  text   not null,
  subject text   not null,
  epoch   bigint not null,
  version bigint not null,
  primary key (source, subject)
);
