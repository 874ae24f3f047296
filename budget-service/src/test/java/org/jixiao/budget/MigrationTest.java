package org.jixiao.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.jixiao.local.LocalPostgres;
import org.jixiao.platform.testing.StackResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ServiceTest
class MigrationTest {

    private static final String DEPARTMENT = """
            insert into department values ('440104019', '440104', '广州市越秀区司法局', 2);
            insert into spending_unit values ('440104019001', '440104019', '广州市越秀区司法局', 1);
            """;
    private static final String PROJECT = """
            insert into %s (project_code, fiscal_year, name, funding, region_code, department_code, unit_code, total,
                            fiscal_appropriation, special_account, other, executed, state, version, recorded_at%s)
            values ('44010425T000000000003', 2025, '法治建设', 'OWN', '440104', '440104019', '440104019001', 480000.00,
                    480000.00, null, null, 0.00, 'ISSUED', 1, '2025-02-20T01:15:03Z'%s)
            """;

    @Test
    void anEmptyDatabaseIsBroughtUpToDateOnce() {
        Flyway flyway = flyway("migrated_empty", MigrationVersion.LATEST);

        int first = flyway.migrate().migrationsExecuted;

        assertThat(first).isEqualTo(flyway.info().all().length);
        assertThat(flyway.migrate().migrationsExecuted).isZero();
    }

    @Test
    void whatWasThereStaysThere() throws SQLException {
        flyway("migrated_used", MigrationVersion.fromVersion("11")).migrate();
        execute("migrated_used", DEPARTMENT);

        flyway("migrated_used", MigrationVersion.LATEST).migrate();

        execute("migrated_used", PROJECT.formatted("project", "", ""));
        assertThat(
                        value(
                                "migrated_used",
                                "select d.name || ' ' || r.name || ' ' || p.total from project p join department d using (department_code) join region r on r.region_code = d.region_code"))
                .isEqualTo("广州市越秀区司法局 越秀区 480000.00");
    }

    @Test
    void whatWasIssuedIsFoundInTheHistory() throws SQLException {
        flyway("migrated_issued", MigrationVersion.fromVersion("12")).migrate();
        execute("migrated_issued", DEPARTMENT);
        execute("migrated_issued", PROJECT.formatted("project", "", ""));
        execute("migrated_issued", "update project set version = 3, other = 1, total = 480001");
        String history = PROJECT.formatted("project_history", ", recorded_by, cause", ", 'test', 'test'");
        execute("migrated_issued", history.replace("'ISSUED', 1", "'WITHDRAWN', 1"));
        execute("migrated_issued", history.replace("'ISSUED', 1", "'ISSUED', 2"));
        execute("migrated_issued", history.replace("'ISSUED', 1", "'ISSUED', 3"));

        flyway("migrated_issued", MigrationVersion.LATEST).migrate();

        assertThat(
                        value(
                                "migrated_issued",
                                "select concat_ws(' ', issued_version, issued_fiscal_appropriation, issued_other, other) from project"))
                .isEqualTo("2 480000.00 1.00");
        assertThat(
                        value(
                                "migrated_issued",
                                "select string_agg(version || ':' || coalesce(issued_version::text, '-'), ' ' order by version) from project_history"))
                .isEqualTo("1:- 2:2 3:2");
    }

    @Test
    void whenAmountsChangedIsFoundInTheHistory() throws SQLException {
        flyway("migrated_adjusted", MigrationVersion.fromVersion("15")).migrate();
        execute("migrated_adjusted", DEPARTMENT);
        String history = PROJECT.formatted("project_history", ", recorded_by, cause", ", 'test', 'test'");
        for (int version = 1; version <= 6; version++) {
            execute("migrated_adjusted", history.replace("'ISSUED', 1", "'ISSUED', " + version));
        }
        execute("migrated_adjusted", """
                update project_history set recorded_at = '2025-03-01Z'::timestamptz + version * interval '1 day',
                       issued_version = 2, issued_fiscal_appropriation = 480000 where version >= 2;
                update project_history set state = 'WITHDRAWN', other = 7, total = 480007 where version = 1;
                update project_history set other = 1, total = 480001 where version in (3, 4);
                update project_history set other = 2, total = 480002 where version = 6;
                insert into project select project_code, fiscal_year, name, document_number, funding, region_code,
                       department_code, unit_code, total, fiscal_appropriation, special_account, other, executed, state,
                       version, recorded_at, issued_version, issued_fiscal_appropriation
                  from project_history where version = 6;
                """);

        flyway("migrated_adjusted", MigrationVersion.LATEST).migrate();

        assertThat(value(
                        "migrated_adjusted",
                        "select string_agg(version || ':' || coalesce(extract(day from amounts_changed_at)::text, '-'), ' '"
                                + " order by version) from project_history"))
                .isEqualTo("1:- 2:- 3:4 4:4 5:- 6:7");
        assertThat(value("migrated_adjusted", "select amounts_changed_at = recorded_at from project"))
                .isEqualTo("t");
    }

    @Test
    void grantsOfTheYearZeroBeginInAYearThatCanBeRead() throws SQLException {
        flyway("migrated_grants", MigrationVersion.fromVersion("9.6")).migrate();
        execute("migrated_grants", """
                insert into sender_region values ('a', '440104', '0001-01-01 BC', null), ('a', '440105', '0899-01-01', '2025-12-31'),
                                                 ('a', '440104', '0005-01-01 BC', '0002-12-31 BC'), ('a', '440106', '1900-01-02', null)
                """);

        flyway("migrated_grants", MigrationVersion.LATEST).migrate();

        assertThat(
                        value(
                                "migrated_grants",
                                "select string_agg(concat_ws(' ', region_code, valid_from, valid_to), ', ' order by region_code) from sender_region"))
                .isEqualTo("440104 1900-01-01, 440105 1900-01-01 2025-12-31, 440106 1900-01-02");
    }

    @Test
    void lettersOfBeforeKnowTheVersionThatThereWas() throws SQLException {
        flyway("migrated_letters", MigrationVersion.fromVersion("17")).migrate();
        String history = PROJECT.formatted("project_history", ", recorded_by, cause", ", 'test', 'test'");
        execute("migrated_letters", history);
        execute("migrated_letters", history.replace("'ISSUED', 1", "'ISSUED', 2"));
        execute("migrated_letters", """
                update project_history set recorded_at = '2025-03-01Z' where version = 2;
                insert into rejected_event (subscription, topic, part, record_offset, record_timestamp, key, sha256, code,
                                            reason, rejected_at, owner_version)
                select subscription, 'budget.in.a.v1', 0, place, now(), key::bytea, '', 'SCHEMA', '', '2025-02-25Z', null
                  from (values (1, 'intake', '44010425T000000000003'), (2, 'intake', 'another'), (3, 'other', 'another'))
                    as letter (place, subscription, key)
                """);

        flyway("migrated_letters", MigrationVersion.LATEST).migrate();
        execute("migrated_letters", """
                insert into rejected_event (subscription, topic, part, record_offset, record_timestamp, sha256, code, reason)
                values ('intake', 'budget.in.a.v1', 0, 4, now(), '', 'SCHEMA', 'by a replica of the release before')
                """);

        assertThat(
                        value(
                                "migrated_letters",
                                "select string_agg(coalesce(owner_version::text, '-'), ' ' order by record_offset) from rejected_event"))
                .isEqualTo("1 0 - 0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "total = 480000.01                                    | project_total_is_the_sum",
                "total = null                                         | project_total_is_the_sum",
                "fiscal_appropriation = null                          | project_total_is_the_sum",
                "other = 1                                            | project_total_is_the_sum",
                "fiscal_appropriation = -1, total = -1                | project_amounts_are_not_negative",
                "fiscal_appropriation = 480001, other = -1            | project_amounts_are_not_negative",
                "executed = -0.01                                     | project_amounts_are_not_negative",
                "department_code = '440105019'                        | project_codes_agree",
                "region_code = '440105'                               | project_codes_agree",
                "project_code = '44010425t000000000003'               | project_code_is_well_formed",
                "fiscal_year = 25                                     | project_year_is_sensible",
                "funding = 'GIFT'                                     | project_funding_is_known",
                "state = 'DRAFT'                                      | project_state_is_known",
                "version = 0                                          | project_version_counts_from_one"
            })
    void theDatabaseItselfRefuses(String assignment, String constraint) throws SQLException {
        flyway("migrated_checked", MigrationVersion.LATEST).migrate();
        for (String table : new String[] {"project", "project_history"}) {
            assertThatExceptionOfType(SQLException.class)
                    .as(table)
                    .isThrownBy(() -> inTransaction(
                            DEPARTMENT,
                            table.equals("project")
                                    ? PROJECT.formatted(table, "", "")
                                    : PROJECT.formatted(table, ", recorded_by, cause", ", 'test', 'test'"),
                            "update " + table + " set " + assignment))
                    .withMessageContaining('"' + constraint + '"');
        }
    }

    private static Flyway flyway(String database, MigrationVersion target) {
        LocalPostgres postgres = StackResource.postgres();
        postgres.createDatabase(database);
        return Flyway.configure()
                .dataSource(postgres.jdbcUrl(database), postgres.user(), postgres.password())
                .locations("db/migration", "db/intake")
                .outOfOrder(true)
                .target(target)
                .load();
    }

    private static void inTransaction(String... statements) throws SQLException {
        try (Connection connection = connection("migrated_checked");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static void execute(String database, String sql) throws SQLException {
        try (Connection connection = connection(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String value(String database, String sql) throws SQLException {
        try (Connection connection = connection(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static Connection connection(String database) throws SQLException {
        LocalPostgres postgres = StackResource.postgres();
        return DriverManager.getConnection(postgres.jdbcUrl(database), postgres.user(), postgres.password());
    }
}
