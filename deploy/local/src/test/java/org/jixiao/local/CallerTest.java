package org.jixiao.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallerTest {
    private final List<String> seen = new ArrayList<>();
    private HttpServer server;
    private int status;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var headers = exchange.getRequestHeaders();
            seen.add("%s %s %s %s"
                    .formatted(
                            exchange.getRequestMethod(),
                            headers.getFirst("Authorization"),
                            headers.getFirst("If-None-Match"),
                            new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
            var body = "{\"detail\":\"区划不对\"}".getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void creates_aResource_onlyWhenItIsNotThere() {
        status = 201;

        caller().put(resource(), JsonNodeFactory.instance.objectNode().put("name", "司法局"));

        assertThat(seen).containsExactly("PUT Bearer token * {\"name\":\"司法局\"}");
    }

    @Test
    void isContent_whenTheResourceIsThere() {
        status = 412;

        assertThatCode(() -> caller().put(resource(), JsonNodeFactory.instance.objectNode()))
                .doesNotThrowAnyException();
    }

    @Test
    void quotes_theAnswer_whenAnOwnerRefuses() {
        status = 400;

        assertThatThrownBy(() -> caller().put(resource(), JsonNodeFactory.instance.objectNode()))
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("→ 400")
                .hasMessageContaining("区划不对");
    }

    @Test
    void has_noTable_untilThereIsOne() {
        status = 404;
        assertThat(caller().get(resource())).isEmpty();

        status = 200;
        assertThat(caller().get(resource()).orElseThrow().path("detail").asText())
                .isEqualTo("区划不对");
    }

    private static Caller caller() {
        return new Caller("token");
    }

    private URI resource() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/api/v1/departments/440104019");
    }
}
