package org.jixiao.indicator;

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

    private static final String ASSESSMENT = """
            insert into assessment values ('44010425T000000000001', 2025, '440104019', 1, 7, 'RED', null, null, '{}', '2025-08-20T01:15:03Z');
            """;
    private static final String GOAL = """
            insert into goal values ('44010425T000000000001', 2025, '440104019', '目标', 'ISSUED', 1, '', '2025-02-20T01:15:03Z');
            insert into indicator values ('44010425T000000000001', 1, '44010425T000000000001-01', '1', '产出指标', '11', '数量指标',
                                          '件数', '{"raw":"1件"}', '{"raw":"1件"}', null, 'LEVEL', '{}');
            """;

    @Test
    void an_empty_database_is_brought_up_to_date_once() {
        Flyway flyway = flyway("migrated_empty", MigrationVersion.LATEST);

        int first = flyway.migrate().migrationsExecuted;

        assertThat(first).isEqualTo(flyway.info().all().length);
        assertThat(flyway.migrate().migrationsExecuted).isZero();
    }

    @Test
    void what_was_there_stays_there() throws SQLException {
        flyway("migrated_used", MigrationVersion.fromVersion("12")).migrate();
        execute("migrated_used", GOAL);

        flyway("migrated_used", MigrationVersion.LATEST).migrate();

        assertThat(number("migrated_used", "select count(*) from goal join indicator using (project_code)"))
                .isEqualTo(1);
    }

    @Test
    void money_of_projects_that_were_known_before_is_still_to_be_read() throws SQLException {
        flyway("migrated_money", MigrationVersion.fromVersion("15")).migrate();
        execute(
                "migrated_money",
                "insert into known_project values ('44010425T000000000001', 1, 3, 'ISSUED', '440104019')");

        flyway("migrated_money", MigrationVersion.LATEST).migrate();

        assertThat(number(
                        "migrated_money", "select count(*) from known_project where not money_known and total is null"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            update goal set project_code = '44010425t000000000001' | goal_code_is_well_formed
            update goal set fiscal_year = 25                       | goal_year_is_sensible
            update goal set department_code = '440104'             | goal_department_is_well_formed
            update goal set state = 'DRAFT'                        | goal_state_is_known
            update goal set version = 0                            | goal_version_counts_from_one
            update indicator set sequence = 0                      | indicator_sequence_counts_from_one
            update indicator set weight = 0                        | indicator_weight_is_sensible
            update indicator set weight = 100.01                   | indicator_weight_is_sensible
            delete from goal                                       | indicator_project_code_fkey
            update indicator_frame_node set level = 3 where code = '11' | frame_parent_is_one_level_above
            update indicator_frame_node set level = 2 where code = '1' | frame_parent_is_there
            update indicator_frame_node set parent_code = '12' where code = '11' | frame_parent_is_one_level_above
            insert into indicator_frame values ('4401', 2025, '广州') | frame_jurisdiction_is_well_formed
            update assessment set version = 0                      | assessment_version_counts_from_one
            update assessment set month = 13                       | assessment_month_is_one
            update assessment set lamp = 'WHITE'                   | assessment_lamp_is_known
            update assessment set score = 100.01, grade = 'GOOD'   | assessment_score_is_sensible
            update assessment set score = 90                       | assessment_score_has_a_grade
            update assessment_profile set red_below = 0.9          | profile_lamps_are_in_order
            update assessment_profile set achieved_from = 0.5      | profile_bands_are_in_order
            update assessment_profile set execution_weight = 100   | profile_execution_is_a_part
            update assessment_profile_share set weight = 0         | share_is_positive
            update assessment_profile_grade set grade = 'GREAT'    | grade_is_known
            """)
    void the_database_itself_refuses(String statement, String constraint) {
        flyway("migrated_checked", MigrationVersion.LATEST).migrate();

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> execute("migrated_checked", "begin;" + GOAL + ASSESSMENT + statement))
                .withMessageContaining('"' + constraint + '"');
    }

    @Test
    void a_frame_that_changes_by_whatever_hand_is_seen_to_have_changed() throws SQLException {
        flyway("migrated_frames", MigrationVersion.LATEST).migrate();

        long before = number("migrated_frames", "select revision from indicator_frame_revision");
        execute("migrated_frames", "update indicator_frame_node set name = '产出' where code = '1'");

        assertThat(number("migrated_frames", "select revision from indicator_frame_revision"))
                .isGreaterThan(before);
    }

    private static Flyway flyway(String database, MigrationVersion target) {
        LocalPostgres postgres = StackResource.postgres();
        postgres.createDatabase(database);
        return Flyway.configure()
                .dataSource(postgres.jdbcUrl(database), postgres.user(), postgres.password())
                .locations("db/migration", "db/intake")
                .target(target)
                .load();
    }

    private static void execute(String database, String sql) throws SQLException {
        try (Connection connection = connection(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(String database, String sql) throws SQLException {
        try (Connection connection = connection(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Connection connection(String database) throws SQLException {
        LocalPostgres postgres = StackResource.postgres();
        return DriverManager.getConnection(postgres.jdbcUrl(database), postgres.user(), postgres.password());
    }
}
