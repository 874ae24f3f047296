package org.jixiao.platform.idempotency;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.ProblemCode;
import org.jixiao.platform.problem.Text;

/**
 * Answers a POST once. The answer is kept in the transaction of what the POST does, so that both are there or neither: a
 * request that was refused or broke off may be sent again. Of two requests that come at the same moment the second waits.
 */
@ApplicationScoped
public class FirstAnswers {

    private static final String CLAIM = """
            insert into first_answer (caller, address, key, body_sha256, answered_at) values (?, ?, ?, ?, ?)
            on conflict (caller, address, key) do nothing
            """;
    private static final String KEEP = """
            update first_answer set status = ?, location = ?, etag = ?, content = ?
             where caller = ? and address = ? and key = ?
            """;
    private static final String FIND = """
            select body_sha256, status, location, etag, content from first_answer
             where caller = ? and address = ? and key = ?
            """;
    private static final String FORGET = """
            delete from first_answer
             where ctid = any (array(select ctid from first_answer where answered_at < ? limit 1000))
            """;

    private final Clock clock;

    public FirstAnswers(Clock clock) {
        this.clock = clock;
    }

    /** What a POST does and answers, on the connection and in the transaction that it is given. */
    public interface Work {
        Answer answer() throws SQLException;
    }

    /**
     * Does the work, or gives the answer that it had before. Without a key the work is done each time.
     *
     * @param connection inside a transaction that also holds the work, and that whoever began it rolls back on a fault
     * @throws Problem IDEMPOTENCY_KEY_REUSED when the key came with another body before
     */
    public Answer once(Connection connection, Posted posted, Work work) throws SQLException {
        if (posted.key() == null) {
            return work.answer();
        }
        // a kept answer may be forgotten between the two statements: then the key is free
        while (!claim(connection, posted)) {
            Answer kept = find(connection, posted);
            if (kept != null) {
                return kept;
            }
        }
        Answer answer = work.answer();
        keep(connection, posted, answer);
        return answer;
    }

    /** Forgets some of the answers that were given before then. @return how many */
    public int forget(Connection connection, Instant before) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(FORGET)) {
            delete.setObject(1, before.atOffset(ZoneOffset.UTC));
            return delete.executeUpdate();
        }
    }

    private boolean claim(Connection connection, Posted posted) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(CLAIM)) {
            key(insert, 1, posted);
            insert.setBytes(4, posted.bodySha256());
            insert.setObject(5, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
            return insert.executeUpdate() == 1;
        }
    }

    private static void keep(Connection connection, Posted posted, Answer answer) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(KEEP)) {
            update.setInt(1, answer.status());
            update.setString(2, answer.location());
            update.setString(3, answer.etag());
            update.setBytes(4, answer.content());
            key(update, 5, posted);
            update.executeUpdate();
        }
    }

    private static Answer find(Connection connection, Posted posted) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FIND)) {
            key(select, 1, posted);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                if (!MessageDigest.isEqual(row.getBytes("body_sha256"), posted.bodySha256())) {
                    throw new Problem(
                            ProblemCode.IDEMPOTENCY_KEY_REUSED,
                            Text.of("这个 %s 已用于另一个请求体", "This %s came with another body before", Posted.KEY));
                }
                return new Answer(
                        row.getInt("status"),
                        row.getString("location"),
                        row.getString("etag"),
                        row.getBytes("content"));
            }
        }
    }

    private static void key(PreparedStatement statement, int first, Posted posted) throws SQLException {
        statement.setString(first, posted.caller());
        statement.setString(first + 1, posted.address());
        statement.setString(first + 2, posted.key());
    }
}
