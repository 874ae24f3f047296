package org.jixiao.platform.idempotency;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jixiao.platform.problem.Problem;

/**
 * Answers POSTs, each in a transaction of its own that holds what it does and, with an {@code Idempotency-Key}, what it was
 * answered. Whatever the work calls joins that transaction.
 */
@ApplicationScoped
public class Posting {

    private static final String ONE_MOMENT = "set transaction isolation level repeatable read";

    /** Another transaction has claimed the key since the moment that this one sees. */
    private static final String OVERTAKEN = "40001";

    private static final int MOST_ATTEMPTS = 3;

    private final FirstAnswers answers;
    private final DataSource database;
    private final ObjectMapper json;

    Posting(FirstAnswers answers, DataSource database, ObjectMapper json) {
        this.answers = answers;
        this.database = database;
        this.json = json;
    }

    /** What a POST does, and the answer with its entity, which is written as JSON. */
    public interface Work {
        Response answer() throws SQLException;
    }

    /**
     * Does the work, or gives the answer that it had before.
     *
     * @throws Problem IDEMPOTENCY_KEY_REUSED when the key came with another body before
     */
    public Response answer(Posted posted, Work work) throws SQLException {
        return once(posted, work, false).response();
    }

    /** The same for work that has to see the database as of one moment; it is done again when another was faster. */
    public Response answerOfOneMoment(Posted posted, Work work) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(posted, work, true).response();
            } catch (SQLException e) {
                if (attempt == MOST_ATTEMPTS || !OVERTAKEN.equals(e.getSQLState())) {
                    throw e;
                }
            }
        }
    }

    private Answer once(Posted posted, Work work, boolean ofOneMoment) throws SQLException {
        try {
            return QuarkusTransaction.requiringNew().call(() -> {
                try (Connection connection = database.getConnection();
                        Statement begin = connection.createStatement()) {
                    if (ofOneMoment) {
                        begin.execute(ONE_MOMENT);
                    }
                    return answers.once(connection, posted, () -> answer(work.answer()));
                }
            });
        } catch (QuarkusTransactionException e) {
            if (e.getCause() instanceof SQLException fault) {
                throw fault;
            }
            throw e;
        }
    }

    private Answer answer(Response response) {
        URI location = response.getLocation();
        EntityTag tag = response.getEntityTag();
        return Answer.of(
                response.getStatus(),
                location == null ? null : location.toString(),
                tag == null ? null : '"' + tag.getValue() + '"',
                response.getEntity(),
                json);
    }
}
