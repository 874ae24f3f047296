package org.jixiao.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jixiao.local.LocalPostgres;

/**
 * Every fourth batch of every service fails when it commits, after all that it does: what it did outside its transaction is
 * done a second time when the batch comes again.
 */
final class FailingCommits implements AutoCloseable {

    private static final List<String> DATABASES = List.of("budget", "indicator", "reporting");

    /** The sequence counts on, because it takes no part in what is rolled back. */
    private static final String BEGIN = """
            create sequence failing_commit;
            create function fail_commit() returns trigger language plpgsql as $$
            begin
              if nextval('failing_commit') % 4 = 0 then
                raise exception 'this commit fails' using errcode = '40001';
              end if;
              return null;
            end $$;
            create constraint trigger failing_commit after update on inbox_offset
              deferrable initially deferred for each row execute function fail_commit();
            """;

    private static final String END = """
            drop trigger failing_commit on inbox_offset;
            drop function fail_commit();
            drop sequence failing_commit;
            """;

    private final LocalPostgres postgres;

    private FailingCommits(LocalPostgres postgres) {
        this.postgres = postgres;
    }

    static FailingCommits begin(LocalPostgres postgres) {
        var failing = new FailingCommits(postgres);
        DATABASES.forEach(database -> failing.execute(database, BEGIN));
        return failing;
    }

    /** Ends it; fails when not every service has had its share. */
    @Override
    public void close() {
        for (String database : DATABASES) {
            long commits = commits(database);
            execute(database, END);
            assertThat(commits).as("batches of %s", database).isGreaterThanOrEqualTo(4);
        }
    }

    private long commits(String database) {
        try (Connection connection = connect(database);
                Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("select last_value from failing_commit")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(database, e);
        }
    }

    private void execute(String database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(database, e);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(database), postgres.user(), postgres.password());
    }
}
