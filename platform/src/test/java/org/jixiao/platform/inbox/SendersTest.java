package org.jixiao.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jixiao.platform.Plumbing;
import org.jixiao.platform.TestClock;
import org.jixiao.platform.access.Scope;
import org.jixiao.platform.inbox.Sender.Grant;
import org.jixiao.platform.problem.Page;
import org.jixiao.platform.problem.Precondition;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.Violation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The registry of sending systems, as operators keep it. */
class SendersTest {

    private static final String SENDER = "east-depot";
    private static final Precondition NEW = new Precondition.Absent();
    private static final String YUEXIU = """
            {"name": "东仓", "contact": "020-1", "regions": [{"regionCode": "440104", "from": "2024-01-01"}]}""";

    @RegisterExtension
    final Plumbing plumbing = new Plumbing();

    private Senders senders;
    private RegisteringSender registering;

    @BeforeEach
    void open() {
        var clock = new TestClock(Instant.parse("2025-02-20T01:15:00Z"));
        senders = new Senders(plumbing.database(), clock);
        registering = new RegisteringSender(senders, new SenderTopics(plumbing.settings(), plumbing.name()), clock);
    }

    @Test
    void registrationTellsWhoAndWhen() throws Exception {
        register(YUEXIU, NEW, "chen");

        assertThat(senders.find(SENDER)).hasValueSatisfying(sender -> {
            assertThat(sender.name()).isEqualTo("东仓");
            assertThat(sender.contact()).isEqualTo("020-1");
            assertThat(sender.regions()).containsExactly(new Grant("440104", LocalDate.of(2024, 1, 1), null));
            assertThat(sender.registeredBy()).isEqualTo("chen");
            assertThat(sender.registeredAt()).isEqualTo("2025-02-20T01:15:00Z");
            assertThat(sender.version()).isEqualTo(1);
        });
    }

    @Test
    void changeReplacesWhatWasThereAndKeepsTheRecord() throws Exception {
        register(YUEXIU, NEW, "chen");

        Sender changed = register("""
            {"sender": "east-depot",
             "regions": [{"regionCode": "440105", "from": "2025-01-01"}, {"regionCode": "440104", "from": "2025-01-01", "to": null}]}""", new Precondition.Seen(1), "li");

        assertThat(changed.version()).isEqualTo(2);
        LocalDate from = LocalDate.of(2025, 1, 1);
        assertThat(senders.find(SENDER)).hasValueSatisfying(sender -> {
            assertThat(sender.regions())
                    .containsExactly(new Grant("440104", from, null), new Grant("440105", from, null));
            assertThat(sender.name()).isNull();
            assertThat(List.of(sender.registeredBy(), sender.changedBy())).containsExactly("chen", "li");
        });
        assertThat(record()).isEqualTo("1 REGISTERED chen 440104, 2 CHANGED li 440105");
    }

    @Test
    void writeThatHasNotSeenTheLastVersionIsRefused() throws Exception {
        register(YUEXIU, NEW, "chen");
        register(YUEXIU, new Precondition.Seen(1), "li");

        assertThat(codeOf(() -> register(YUEXIU, NEW, "wang"))).isEqualTo("PRECONDITION_FAILED");
        assertThat(codeOf(() -> register(YUEXIU, new Precondition.Seen(1), "wang")))
                .isEqualTo("PRECONDITION_FAILED");
        assertThat(record()).isEqualTo("1 REGISTERED chen 440104, 2 CHANGED li 440104");
    }

    @Test
    void ofTwoWritersOfOneVersionOnlyOneIsSaved() throws Exception {
        Sender seen = register(YUEXIU, NEW, "chen");
        var at = seen.changedAt();

        assertThat(senders.save(seen.changed("一", null, seen.regions(), "li", at), Sender.Action.CHANGED))
                .isTrue();
        assertThat(senders.save(seen.changed("二", null, List.of(), "wang", at), Sender.Action.CHANGED))
                .isFalse();

        assertThat(senders.find(SENDER).orElseThrow().name()).isEqualTo("一");
        assertThat(senders.find(SENDER).orElseThrow().regions()).hasSize(1);
    }

    @Test
    void unknownSenderIsNotFound() {
        assertThat(codeOf(() -> register(YUEXIU, new Precondition.Seen(1), "chen")))
                .isEqualTo("NOT_FOUND");
        assertThat(codeOf(() -> retire("{\"reason\": \"x\"}"))).isEqualTo("NOT_FOUND");
        assertThat(codeOf(() -> registering.reinstate(SENDER, new Precondition.Seen(1), "chen")))
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void contradictionsAreRefusedAndNothingIsChanged() throws Exception {
        register(YUEXIU, NEW, "chen");

        Problem problem = catchThrowableOfType(Problem.class, () -> register("""
                {"sender": "west-depot", "regions": [
                    {"regionCode": "440105", "from": "2025-01-01", "to": "2024-12-31"},
                    {"regionCode": "440106", "from": "2024-01-01", "to": "2024-12-31"},
                    {"regionCode": "440106", "from": "2024-12-31"},
                    {"regionCode": "440106", "from": "2023-01-01", "to": "2023-12-31"},
                    {"regionCode": "440107", "from": "2024-12-31"},
                    {"regionCode": "440108", "from": "0000-01-01"}]}""", new Precondition.Seen(1), "li"));

        assertThat(problem.violations())
                .extracting(Violation::pointer, Violation::code)
                .containsExactly(
                        tuple("/sender", "CODE_MISMATCH"),
                        tuple("/regions/0/to", "OUT_OF_ORDER"),
                        tuple("/regions/2", "OVERLAP"),
                        tuple("/regions/5/from", "OUT_OF_RANGE"));
        assertThat(record()).isEqualTo("1 REGISTERED chen 440104");
    }

    @Test
    void retiredSenderMayDoNothingUntilThatIsTakenBack() throws Exception {
        register(YUEXIU, NEW, "chen");

        Sender retired = retire("{\"reason\": \"并入市级系统\"}");

        assertThat(retired.retirement().from()).isEqualTo("2025-02-20");
        assertThat(standing().retiredFrom()).isEqualTo("2025-02-20");
        assertThat(codeOf(() -> register(YUEXIU, new Precondition.Seen(2), "li")))
                .isEqualTo("UNPROCESSABLE");
        assertThat(retire("{\"reason\": \"again\"}"))
                .isEqualTo(senders.find(SENDER).orElseThrow());

        registering.reinstate(SENDER, new Precondition.Seen(2), "wang");

        assertThat(standing()).isEqualTo(new Senders.Standing(Scope.ofCodes(List.of("440104")), null));
        assertThat(record()).isEqualTo("1 REGISTERED chen 440104, 2 RETIRED zhao 440104, 3 REINSTATED wang 440104");
    }

    @Test
    void retirementBeginsAtTheLatestToday() throws Exception {
        register(YUEXIU, NEW, "chen");

        assertThatThrownBy(() -> retire("{\"reason\": \"x\", \"from\": \"2025-02-21\"}"))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.violations())
                                .extracting(Violation::pointer)
                                .containsExactly("/from"));
        assertThat(standing().retiredFrom()).isNull();
        assertThat(retire("{\"reason\": \"x\", \"from\": \"2025-01-31\"}")
                        .retirement()
                        .from())
                .isEqualTo("2025-01-31");
    }

    @Test
    void listGoesOnAfterTheCursor() throws Exception {
        for (String name : List.of("c-depot", "a-depot", "b-depot")) {
            registering.register(name, new ObjectMapper().readTree(YUEXIU), NEW, "chen");
        }

        Page.Request first = Page.Request.of(null, 2);
        Page<Sender> page = Page.of(senders.page(first), first, Sender::sender);
        Page.Request second = Page.Request.of(page.nextCursor(), 2);

        assertThat(page.items()).extracting(Sender::sender).containsExactly("a-depot", "b-depot");
        assertThat(senders.page(second)).extracting(Sender::sender).containsExactly("c-depot");
    }

    private Sender register(String body, Precondition precondition, String caller) throws Exception {
        return registering.register(SENDER, new ObjectMapper().readTree(body), precondition, caller);
    }

    private Sender retire(String body) throws Exception {
        return registering.retire(SENDER, new ObjectMapper().readTree(body), "zhao");
    }

    private Senders.Standing standing() throws Exception {
        try (Connection connection = plumbing.database().getConnection()) {
            return senders.standingOf(connection, SENDER);
        }
    }

    /** Every version with the action, who did it, and the first region. */
    private String record() throws Exception {
        return plumbing.value("select string_agg(version || ' ' || action || ' ' || changed_by || ' '"
                + " || (content #>> '{regions,0,regionCode}'), ', ' order by version) from sender_version");
    }

    private static String codeOf(ThrowingCallable call) {
        return catchThrowableOfType(Problem.class, call).code().code();
    }
}
