package org.jixiao.e2e;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jixiao.local.LocalStack;
import org.jixiao.local.Topics;
import org.jixiao.local.Trespass;
import org.jixiao.local.Trespass.Refusal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A sending system")
class AuthorityIT {

    private final LocalStack stack = Stack.get();

    @Test
    void is_refused_by_the_broker_and_by_the_owner_what_is_another_districts() {
        List<Refusal> refusals = Trespass.tryAll(stack);

        assertThat(refusals).hasSize(3).allMatch(Refusal::refused);
        assertThat(refusals)
                .extracting(Refusal::answer)
                .containsExactly(
                        "TopicAuthorizationException", "TopicAuthorizationException", "REJECTED UNAUTHORISED_REGION");
    }

    @Test
    void may_write_from_its_registration_to_its_retirement() throws Exception {
        String sender = "tianhe-finance";
        URI resource = stack.budgetUrl().resolve("/api/v1/senders/" + sender);
        given().auth()
                .oauth2(ops())
                .header("If-None-Match", "*")
                .contentType("application/json")
                .body("{\"regions\": [{\"regionCode\": \"440106\", \"from\": \"2025-01-01\"}]}")
                .put(resource)
                .then()
                .statusCode(201);
        stack.kafka()
                .awaitTopics(
                        sender,
                        Topics.forSender(sender).subList(0, 2).stream()
                                .map(topic -> topic.name())
                                .toList());
        send(sender, "budget.in.tianhe-finance.v1");

        given().auth()
                .oauth2(ops())
                .contentType("application/json")
                .body("{\"reason\": \"并入市级系统\"}")
                .post(URI.create(resource + "/retirement"))
                .then()
                .statusCode(200);

        assertThatThrownBy(() -> send(sender, "budget.in.tianhe-finance.v1"))
                .hasCauseInstanceOf(TopicAuthorizationException.class);
    }

    private void send(String sender, String topic) throws Exception {
        Map<String, Object> settings = stack.kafka().clientSettings(sender);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "key", "{}")).get();
        }
    }

    private String ops() {
        return stack.tokens().token("ops", Set.of("ops"), Set.of("440000"), Set.of());
    }
}
