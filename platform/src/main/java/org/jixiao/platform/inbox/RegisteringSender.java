package org.jixiao.platform.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jixiao.platform.inbox.Sender.Action;
import org.jixiao.platform.inbox.Sender.Grant;
import org.jixiao.platform.inbox.Sender.Retirement;
import org.jixiao.platform.problem.Precondition;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.ProblemCode;
import org.jixiao.platform.problem.Text;
import org.jixiao.platform.problem.Violation;

/**
 * Registers, changes and retires sending systems. The registry lets in last and shuts out first: whoever dies in between leaves
 * topics whose events are rejected, and the same call again finishes the work. The brokers may take their time: they are called
 * outside of the transactions that write, and for one sender by one call at a time, so that they end up with what the registry says.
 */
@ApplicationScoped
@IfBuildProperty(name = "jixiao.intake", stringValue = "true")
class RegisteringSender {

    /** A schema's date may be of the year 0, which the database writes as one before Christ. */
    private static final int EARLIEST_YEAR = 1900;

    private final Senders senders;
    private final SenderTopics topics;
    private final Clock clock;

    RegisteringSender(Senders senders, SenderTopics topics, Clock clock) {
        this.senders = senders;
        this.topics = topics;
        this.clock = clock;
    }

    /**
     * Sets name, contact and regions.
     *
     * @param body accepted by its schema
     * @throws Problem INVALID_BODY for contradictions, UNPROCESSABLE for a retired sender, UNAVAILABLE without brokers, or
     *     the precondition's
     */
    Sender register(String name, JsonNode body, Precondition precondition, String caller) throws SQLException {
        List<Grant> regions = StreamSupport.stream(body.get("regions").spliterator(), false)
                .map(RegisteringSender::grant)
                .toList();
        refuseContradictions(name, body, regions);
        Sender current = senders.find(name).orElse(null);
        require(precondition, current);
        if (current != null && current.retirement() != null) {
            throw new Problem(
                    ProblemCode.UNPROCESSABLE,
                    Text.of("该系统已停用，请先撤销停用", "The sender is retired: take the retirement back first"));
        }
        if (current == null) {
            return letIn(
                    Sender.registered(name, text(body, "name"), text(body, "contact"), regions, caller, now()),
                    Action.REGISTERED);
        }
        return letIn(
                current.changed(text(body, "name"), text(body, "contact"), regions, caller, now()), Action.CHANGED);
    }

    /**
     * Rejects from now on what a sender reports; {@link #shutOut} is to follow. Again, it does nothing.
     *
     * @param body accepted by its schema
     * @throws Problem NOT_FOUND, INVALID_BODY for a day to come
     */
    Sender retire(String name, JsonNode body, String caller) throws SQLException {
        Sender current = senders.find(name).orElseThrow(Problem::notFound);
        LocalDate from =
                body.hasNonNull("from") ? LocalDate.parse(body.get("from").asText()) : senders.today();
        if (from.isAfter(senders.today())) {
            Text text =
                    Text.of("停用日不能在今天之后；将来的终止用 regions 的 to 表示", "Not after today; a planned end is the regions' to");
            throw refused(List.of(new Violation("/from", "OUT_OF_RANGE", text)));
        }
        if (current.retirement() != null) {
            return current;
        }
        Instant now = now();
        Retirement retirement = new Retirement(from, body.get("reason").asText(), caller, now);
        return saved(current.changed(retirement, caller, now), Action.RETIRED);
    }

    /**
     * Lets a retired sender write no more, unless it was reinstated meanwhile.
     *
     * @throws Problem UNAVAILABLE without brokers; the sender stays retired
     */
    void shutOut(String name) throws SQLException {
        senders.alone(name, () -> closed(name));
    }

    private boolean closed(String name) throws SQLException {
        boolean retired =
                senders.find(name).filter(found -> found.retirement() != null).isPresent();
        if (retired) {
            topics.closeForWriting(name);
        }
        return retired;
    }

    /**
     * Takes a retirement back.
     *
     * @throws Problem NOT_FOUND when the sender is not there or not retired, UNAVAILABLE without brokers, or the
     *     precondition's
     */
    Sender reinstate(String name, Precondition precondition, String caller) throws SQLException {
        Sender current =
                senders.find(name).filter(found -> found.retirement() != null).orElseThrow(Problem::notFound);
        require(precondition, current);
        return letIn(current.changed(null, caller, now()), Action.REINSTATED);
    }

    /** Opens the brokers and saves what for. Who has been retired meanwhile must not write because of that. */
    private Sender letIn(Sender sender, Action action) throws SQLException {
        return senders.alone(sender.sender(), () -> {
            topics.open(sender.sender());
            try {
                return saved(sender, action);
            } catch (Problem stale) {
                closed(sender.sender());
                throw stale;
            }
        });
    }

    private Sender saved(Sender sender, Action action) throws SQLException {
        if (!senders.save(sender, action)) {
            throw Precondition.stale();
        }
        return sender;
    }

    /** As exact as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static void require(Precondition precondition, Sender current) {
        switch (precondition) {
            case Precondition.Absent() -> {
                if (current != null) {
                    throw Precondition.stale();
                }
            }
            case Precondition.Seen(long seen) -> {
                if (current == null) {
                    throw Problem.notFound();
                }
                if (current.version() != seen) {
                    throw Precondition.stale();
                }
            }
        }
    }

    private static void refuseContradictions(String name, JsonNode body, List<Grant> grants) {
        List<Violation> violations = new ArrayList<>();
        if (body.hasNonNull("sender") && !body.get("sender").asText().equals(name)) {
            Text text = Text.of("与地址中的系统不一致", "Differs from the sender in the address");
            violations.add(new Violation("/sender", "CODE_MISMATCH", text));
        }
        for (int i = 0; i < grants.size(); i++) {
            Grant each = grants.get(i);
            if (each.from().getYear() < EARLIEST_YEAR) {
                Text text = Text.of("起始年份早于 %d", "It begins before %d", EARLIEST_YEAR);
                violations.add(new Violation("/regions/" + i + "/from", "OUT_OF_RANGE", text));
            } else if (each.to() != null && each.to().isBefore(each.from())) {
                Text text = Text.of("截止日早于起始日", "It ends before it begins");
                violations.add(new Violation("/regions/" + i + "/to", "OUT_OF_ORDER", text));
            } else if (grants.subList(0, i).stream().anyMatch(each::overlaps)) {
                Text text = Text.of("同一区划的授权期重叠", "It overlaps with another one for this region");
                violations.add(new Violation("/regions/" + i, "OVERLAP", text));
            }
        }
        if (!violations.isEmpty()) {
            throw refused(violations);
        }
    }

    private static Problem refused(List<Violation> violations) {
        return new Problem(ProblemCode.INVALID_BODY, ProblemCode.INVALID_BODY.title(), violations);
    }

    private static Grant grant(JsonNode node) {
        return new Grant(
                node.get("regionCode").asText(),
                LocalDate.parse(node.get("from").asText()),
                node.hasNonNull("to") ? LocalDate.parse(node.get("to").asText()) : null);
    }

    private static String text(JsonNode body, String member) {
        return body.hasNonNull(member) ? body.get(member).asText() : null;
    }
}
