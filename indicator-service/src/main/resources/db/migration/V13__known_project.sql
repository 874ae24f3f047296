-- Which projects budget-service has published: a goal may come before its project and says so.
create table known_project (
  project_code    text   primary key,
  epoch           bigint not null,
  version         bigint not null,
  state           text   not null,
  department_code text   not null
);
