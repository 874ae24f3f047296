package org.jixiao.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LocalPostgresTest {
    @TempDir
    Path directory;

    @Test
    void syncs_everyCommit_whenDurable() throws SQLException {
        try (var postgres = LocalPostgres.start(directory, 0, Durability.FSYNC)) {
            assertThat(query(postgres, "show fsync")).isEqualTo("on");
            assertThat(query(postgres, "show synchronous_commit")).isEqualTo("on");
            assertThat(query(postgres, "show full_page_writes")).isEqualTo("on");
        }
    }

    @Test
    void serves_manyConnectionsInUtf8_whenFast() throws SQLException {
        try (var postgres = LocalPostgres.start(directory, 0, Durability.FAST)) {
            assertThat(query(postgres, "show fsync")).isEqualTo("off");
            assertThat(query(postgres, "show max_connections")).isEqualTo("200");
            assertThat(query(postgres, "show server_encoding")).isEqualTo("UTF8");
            assertThat(query(postgres, "show server_version")).startsWith("18.");
        }
    }

    @ParameterizedTest
    @EnumSource
    void keeps_committedRows_whenKilledAndRestarted(Durability durability) throws SQLException {
        try (var postgres = LocalPostgres.start(directory, 0, durability)) {
            execute(postgres, "create table kept as select 799.06 as amount");
            long before = postgres.pid().orElseThrow();

            postgres.kill();
            assertThatThrownBy(() -> query(postgres, "select 1")).isInstanceOf(SQLException.class);
            postgres.restart();

            assertThat(query(postgres, "select amount from kept")).isEqualTo("799.06");
            assertThat(postgres.pid().orElseThrow()).isNotEqualTo(before);
        }
    }

    @Test
    void keeps_databases_whenStartedAgainOnAnotherPort() throws SQLException {
        var elsewhere = directory.resolve("绩 效");
        try (var first = LocalPostgres.start(elsewhere, 0, Durability.FAST)) {
            first.createDatabase("budget");
        }

        try (var second = LocalPostgres.start(elsewhere, 0, Durability.FAST)) {
            second.createDatabase("budget");
            assertThat(query(second, "select count(*) from pg_database where datname = 'budget'"))
                    .isEqualTo("1");
        }
    }

    @Test
    void ends_theServerLeftInItsDirectory_whenStartedAgain() throws SQLException {
        var left = LocalPostgres.start(directory, 0, Durability.FAST);

        try (var next = LocalPostgres.start(directory, 0, Durability.FAST)) {
            assertThat(Ports.taken(left.port())).isFalse();
            assertThat(query(next, "select 1")).isEqualTo("1");
        } finally {
            left.close();
        }
    }

    @Test
    void says_thePortAndTheLog_whenItCannotStart() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            assertThatThrownBy(() -> LocalPostgres.start(directory, other.getLocalPort(), Durability.FAST))
                    .isInstanceOf(StartFailed.class)
                    .hasMessageContaining("port " + other.getLocalPort())
                    .hasMessageContaining("postgres.log");
        }
    }

    private static String query(LocalPostgres postgres, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        postgres.jdbcUrl("postgres"), postgres.user(), postgres.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).as(sql).isTrue();
            return rows.getString(1);
        }
    }

    private static void execute(LocalPostgres postgres, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        postgres.jdbcUrl("postgres"), postgres.user(), postgres.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
