package org.jixiao.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jixiao.local.LocalStack;

/** Reads what the services say over HTTP, in the words of the {@link Model}. */
final class Asking {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PAGE = 500;

    private final LocalStack stack = Stack.get();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String token =
            stack.tokens().token("proof", Set.of("ops", "budget.read", "indicator.read"), Set.of("440000"), Set.of());

    /** By project code, the version in which the owner shows it. */
    Map<String, Long> versions(Owner owner, String departmentCode) {
        String list = owner == Owner.BUDGET ? "projects" : "goals";
        Map<String, Long> versions = new TreeMap<>();
        for (JsonNode item : items(owner.api(stack, "/" + list + "?year=2025&department=" + departmentCode), "items")) {
            versions.put(item.get("projectCode").asText(), item.get("version").asLong());
        }
        return versions;
    }

    /** The revisions that wait to come, as {@code project epoch/version}. */
    Set<String> missing(Owner owner, String sender) {
        Set<String> missing = new TreeSet<>();
        for (JsonNode gap : items(owner.api(stack, "/gaps?state=OPEN&sender=" + sender), "gaps")) {
            for (long version = gap.get("fromVersion").asLong();
                    version <= gap.get("toVersion").asLong();
                    version++) {
                missing.add(gap.get("projectCode").asText() + " " + gap.get("sourceEpoch") + "/" + version);
            }
        }
        return missing;
    }

    /** What finally became of an event. */
    String finalAnswer(Owner owner, String sender, String eventId) {
        JsonNode receipt = json(owner.api(stack, "/receipts/urn:jixiao:sender:" + sender + "/" + eventId));
        String result =
                receipt.get(receipt.get("code").isNull() ? "version" : "code").asText();
        return receipt.get("outcome").asText() + " " + result;
    }

    /** The sums of a department, in the whole and by a key. */
    Map<String, Model.Sums> rollup(String departmentCode, String by) {
        JsonNode rollup = json(reporting("/rollups?year=2025&department=" + departmentCode + "&by=" + by));
        Map<String, Model.Sums> sums = new HashMap<>();
        sums.put("", sums(rollup));
        rollup.get("rows").forEach(row -> sums.put(row.get("key").asText(), sums(row)));
        return sums;
    }

    /** When the latest of what a department's total contains was recorded; the beginning of time without any. */
    Instant asOf(String departmentCode) {
        JsonNode asOf = json(reporting("/rollups?year=2025&department=" + departmentCode))
                .get("asOf");
        return asOf.isNull() ? Instant.EPOCH : Instant.parse(asOf.asText());
    }

    /** The printed lines: code, total in 万元, goal and number of indicators. */
    List<String> table(String departmentCode) {
        List<String> lines = new ArrayList<>();
        for (JsonNode unit :
                json(reporting("/goal-tables/2025/" + departmentCode)).get("units")) {
            for (JsonNode project : unit.get("projects")) {
                lines.add(project.get("projectCode").asText() + " "
                        + project.at("/amounts/total").asText() + " "
                        + project.get("goal").asText() + " "
                        + project.get("indicators").size());
            }
        }
        return lines.stream().sorted().toList();
    }

    private static Model.Sums sums(JsonNode of) {
        Function<String, String> amount =
                pointer -> of.at(pointer).isNull() ? null : of.at(pointer).asText();
        return new Model.Sums(
                amount.apply("/amounts/total"),
                amount.apply("/amounts/fiscalAppropriation"),
                amount.apply("/amounts/specialAccount"),
                amount.apply("/amounts/other"),
                amount.apply("/executed"),
                of.get("projectCount").asLong(),
                of.get("goalCount").asLong(),
                of.get("indicatorCount").asLong());
    }

    private List<JsonNode> items(URI list, String member) {
        List<JsonNode> items = new ArrayList<>();
        String cursor = null;
        do {
            JsonNode page = json(URI.create(list + "&limit=" + PAGE + (cursor == null ? "" : "&cursor=" + cursor)));
            page.get(member).forEach(items::add);
            cursor = page.get("nextCursor").isNull()
                    ? null
                    : page.get("nextCursor").asText();
        } while (cursor != null);
        return items;
    }

    private URI reporting(String path) {
        return stack.reportingUrl().resolve("/api/v1" + path);
    }

    private JsonNode json(URI resource) {
        HttpRequest request = HttpRequest.newBuilder(resource)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .build();
        try {
            HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new AssertionError(
                        resource + " → " + answer.statusCode() + " " + new String(answer.body(), UTF_8));
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(resource.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
