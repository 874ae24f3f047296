package org.jixiao.platform.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jixiao.platform.Plumbing;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.Violation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The registry of sending systems, as operators keep it. */
class SendersTest {

    @RegisterExtension
    final Plumbing plumbing = new Plumbing();

    private SendersResource resource;

    @BeforeEach
    void open() {
        resource = new SendersResource(new Senders(plumbing.database(), Clock.systemUTC()));
    }

    @Test
    void registrationReplacesTheOneBefore() throws Exception {
        put("""
            {"regions": [{"regionCode": "440104", "from": "2024-01-01", "to": "2024-12-31"}]}""");

        put("""
            {"sender": "east-depot",
             "regions": [{"regionCode": "440105", "from": "2025-01-01"}, {"regionCode": "440104", "from": "2025-01-01", "to": null}]}""");

        LocalDate from = LocalDate.of(2025, 1, 1);
        assertThat(resource.get("east-depot").regions())
                .containsExactly(new Senders.Grant("440104", from, null), new Senders.Grant("440105", from, null));
    }

    @Test
    void unknownSenderIsNotFound() {
        assertThatThrownBy(() -> resource.get("nobody"))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.code().code()).isEqualTo("NOT_FOUND"));
    }

    @Test
    void contradictionsAreRefusedAndNothingIsChanged() throws Exception {
        put("""
            {"regions": [{"regionCode": "440104", "from": "2024-01-01"}]}""");

        Problem problem = catchThrowableOfType(Problem.class, () -> put("""
                        {"regions": [{"regionCode": "440105", "from": "2025-01-01", "to": "2024-12-31"},
                                     {"regionCode": "440105", "from": "2025-01-01"}]}"""));

        assertThat(problem.violations())
                .extracting(Violation::pointer, Violation::code)
                .containsExactly(tuple("/regions/0/to", "OUT_OF_ORDER"), tuple("/regions/1", "DUPLICATE"));
        assertThat(resource.get("east-depot").regions())
                .isEqualTo(List.of(new Senders.Grant("440104", LocalDate.of(2024, 1, 1), null)));
    }

    @Test
    void bodyThatDoesNotFollowTheSchemaIsRefused() {
        assertThatThrownBy(() -> put("{\"regions\": [{\"regionCode\": \"4401\", \"from\": \"2025-02-30\"}]}"))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.violations())
                                .extracting(Violation::pointer)
                                .containsExactlyInAnyOrder("/regions/0/regionCode", "/regions/0/from"));
    }

    private void put(String body) throws Exception {
        resource.put("east-depot", body.getBytes(UTF_8));
    }
}
