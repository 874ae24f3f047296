package org.jixiao.platform.inbox.replay;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jixiao.platform.inbox.Answering;
import org.jixiao.platform.inbox.Chore;
import org.jixiao.platform.inbox.Fault;
import org.jixiao.platform.inbox.Outcome;
import org.jixiao.platform.inbox.Subscription;

/**
 * Works off the replays that were approved. A step puts the original bytes of some letters of one partition through the
 * subscription that refused them, and writes their outcomes, in one transaction: what dies in the middle goes on where it
 * was, and no letter is done twice. What the letters are about is locked before anybody looks whether it was changed.
 * Replicas take different replays. A fault that passes costs time only. A step that fails for another reason is done again
 * letter by letter; what fails alone, twice, is rejected as the loop rejects it.
 */
@ApplicationScoped
class Replaying implements Chore {

    private static final Logger LOG = Logger.getLogger(Replaying.class);
    private static final int STEP = 100;
    private static final String REJECTED = "REJECTED";

    private final DataSource database;
    private final List<Subscription> subscriptions;
    private final LaterChanges changes;
    private final Clock clock;
    /** How many letters are still done one by one, because a step has failed. */
    private int careful;
    /** The letter that a step tries alone, and how often which one has failed so. */
    private Long alone;

    private Long suspect;
    private int failures;

    Replaying(DataSource database, @All List<Subscription> subscriptions, LaterChanges changes, Clock clock) {
        this.database = database;
        this.subscriptions = subscriptions;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public boolean round() throws SQLException {
        try {
            boolean more = inTransaction();
            careful = Math.max(0, careful - 1);
            return more;
        } catch (SQLException | RuntimeException e) {
            if (Fault.willPass(e)) {
                throw e;
            }
            LOG.warnf(
                    "event=replay_step_failed fault=%s letter=%s", e.getClass().getName(), alone);
            LOG.debug("event=replay_step_failed", e);
            accuse(alone);
            careful = STEP;
            return true;
        }
    }

    /** Another replay may come in between, so that it matters which letter has failed. */
    private void accuse(Long letter) {
        failures = letter != null && letter.equals(suspect) ? failures + 1 : 1;
        suspect = letter;
    }

    /** Whether what is tried is a letter that has failed alone, twice. */
    private boolean isHopeless() {
        return alone != null && alone.equals(suspect) && failures > 1;
    }

    private boolean inTransaction() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            boolean committed = false;
            try {
                boolean more = step(connection);
                connection.commit();
                committed = true;
                return more;
            } finally {
                if (!committed) {
                    rollback(connection);
                }
            }
        }
    }

    private boolean step(Connection connection) throws SQLException {
        alone = null;
        ReplayWork work = new ReplayWork(connection);
        UUID replay = work.take().orElse(null);
        if (replay == null) {
            return false;
        }
        List<ReplayWork.Item> items = work.next(replay, careful > 0 ? 1 : STEP);
        if (items.isEmpty()) {
            work.end(replay, clock.instant());
            LOG.infof("event=replay_done replay=%s", replay);
            return true;
        }
        alone = items.size() == 1 ? items.getFirst().letterId() : null;
        work.note(replay, results(connection, work, replay, items), clock.instant());
        return true;
    }

    private List<ReplayWork.Result> results(
            Connection connection, ReplayWork work, UUID replay, List<ReplayWork.Item> items) throws SQLException {
        Subscription subscription = subscriptions.stream()
                .filter(each -> each.name().equals(items.getFirst().subscription()))
                .findFirst()
                .orElse(null);
        if (subscription == null) {
            return refused(items, "UNKNOWN_SUBSCRIPTION");
        }
        if (!isHopeless() && subscription instanceof Answering answering) {
            answering.lock(
                    connection, items.stream().map(ReplayWork.Item::record).toList());
        }
        Map<Long, OffsetDateTime> superseded = work.superseded(replay, items, changes);
        List<ReplayWork.Item> toTry = new ArrayList<>();
        List<ReplayWork.Result> results = new ArrayList<>();
        for (ReplayWork.Item item : items) {
            OffsetDateTime changedAt = superseded.get(item.letterId());
            if (changedAt != null) {
                results.add(new ReplayWork.Result(item.letterId(), "SUPERSEDED", null, changedAt));
            } else if (item.attempts() >= Replays.MOST_ATTEMPTS) {
                results.add(new ReplayWork.Result(item.letterId(), REJECTED, "ATTEMPTS_EXHAUSTED"));
            } else {
                toTry.add(item);
            }
        }
        if (!toTry.isEmpty()) {
            results.addAll(tried(connection, work, subscription, toTry));
        }
        return results;
    }

    private List<ReplayWork.Result> tried(
            Connection connection, ReplayWork work, Subscription subscription, List<ReplayWork.Item> items)
            throws SQLException {
        List<ConsumerRecord<byte[], byte[]>> records =
                items.stream().map(ReplayWork.Item::record).toList();
        List<Outcome> outcomes = null;
        if (isHopeless()) {
            subscription.reject(connection, records.getFirst(), "cannot be applied");
        } else if (subscription instanceof Answering answering) {
            outcomes = answering.answer(connection, records);
        } else {
            subscription.apply(connection, records);
        }
        Map<Long, String> refused = work.refusedAgain(items);
        List<ReplayWork.Result> results = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            long letter = items.get(i).letterId();
            String code = refused.get(letter);
            results.add(new ReplayWork.Result(
                    letter, code == null ? word(outcomes == null ? null : outcomes.get(i)) : REJECTED, code));
        }
        return results;
    }

    /** Of what nobody answers is known only that it was applied. */
    private static String word(Outcome outcome) {
        return outcome == null ? "APPLIED" : outcome.word();
    }

    private static List<ReplayWork.Result> refused(List<ReplayWork.Item> items, String code) {
        return items.stream()
                .map(item -> new ReplayWork.Result(item.letterId(), REJECTED, code))
                .toList();
    }

    /** Also after an Error: a pool that takes back a connection in the middle of a transaction commits it. */
    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            LOG.debug("event=rollback_failed", e);
        }
    }
}
