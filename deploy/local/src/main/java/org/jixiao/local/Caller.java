package org.jixiao.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** A caller of the services' HTTP interfaces with one bearer token. */
final class Caller {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Set<Integer> STORED_OR_THERE = Set.of(200, 201, 204, 412);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String token;

    Caller(String token) {
        this.token = token;
    }

    /** Creates a resource unless it is there. */
    void put(URI resource, JsonNode body) {
        put(to(resource).header("If-None-Match", "*"), resource, body);
    }

    /** Changes a resource of which this version was seen. */
    void change(URI resource, long version, JsonNode body) {
        put(to(resource).header("If-Match", '"' + Long.toString(version) + '"'), resource, body);
    }

    private void put(HttpRequest.Builder to, URI resource, JsonNode body) {
        var request = to.header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body.toString(), UTF_8))
                .build();
        var answer = send(request);
        if (!STORED_OR_THERE.contains(answer.statusCode())) {
            throw new StartFailed("PUT " + resource + " → " + answer.statusCode() + " " + answer.body());
        }
    }

    /** The resource as JSON, or nothing when the answer is not 200. */
    Optional<JsonNode> get(URI resource) {
        var answer = send(to(resource).header("Accept", "application/json").build());
        try {
            return answer.statusCode() == 200 ? Optional.of(JSON.readTree(answer.body())) : Optional.empty();
        } catch (IOException e) {
            throw new StartFailed("GET " + resource + ": the answer is no JSON", e);
        }
    }

    private HttpRequest.Builder to(URI resource) {
        return HttpRequest.newBuilder(resource).timeout(PATIENCE).header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString(UTF_8));
        } catch (IOException e) {
            throw new StartFailed(request.method() + " " + request.uri() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailed(request.uri() + ": interrupted", e);
        }
    }
}
