package org.jixiao.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jixiao.local.PackagedService;

/**
 * What readers ask for, over HTTP on keep-alive connections: the table of a department as JSON, kept and made anew, beside
 * a Vert.x handler that answers with the same bytes, and the rollup of the city by its districts.
 *
 * @param projects in the read model
 * @param tableBytes of the table's JSON
 * @param kept tables a second, from the replica that keeps them as long as they do not change
 * @param made tables a second, from a replica that keeps none
 * @param vertx answers with the table's bytes a second
 * @param rollup rollups of the city a second, from the replica that keeps them
 * @param madeRollup the same from the one that keeps none
 */
record Reads(int projects, int tableBytes, double kept, double made, double vertx, double rollup, double madeRollup) {

    private static final int WARM_UP = 3;
    private static final int EXCERPT = 80;
    private static final int ATTEMPTS = 5;
    private static final int READERS = 4;

    static Reads measure(Servers servers, Services services, Workload workload, Workload table, Duration duration)
            throws SQLException, IOException {
        String address = "/api/v1/goal-tables/" + Workload.YEAR + "/"
                + table.departments().getFirst().code();
        URI live = services.service(Owner.REPORTING).url();
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            byte[] bytes = answer(http, live.resolve(address));
            Path file = servers.directory().resolve("table.json");
            Files.write(file, bytes);
            double kept = perSecond(http, live.resolve(address), duration);
            double vertx = vertx(http, file, bytes, duration);
            String city = "/api/v1/rollups?year=" + Workload.YEAR + "&region=440100&by=region";
            double keptRollup = perSecond(http, live.resolve(city), duration);
            try (PackagedService keepsNone = keepsNone(servers)) {
                requireSameSoon(http, live.resolve(address), keepsNone.url().resolve(address));
                requireSameSoon(http, live.resolve(city), keepsNone.url().resolve(city));
                double made = perSecond(http, keepsNone.url().resolve(address), duration);
                double madeRollup = perSecond(http, keepsNone.url().resolve(city), duration);
                return new Reads(workload.projects(), bytes.length, kept, made, vertx, keptRollup, madeRollup);
            }
        }
    }

    private static double vertx(HttpClient http, Path file, byte[] bytes, Duration duration) throws IOException {
        try (VertxBaseline baseline = VertxBaseline.start(Servers.JVM, file)) {
            requireSame(bytes, answer(http, baseline.url()));
            return perSecond(http, baseline.url(), duration);
        }
    }

    private static PackagedService keepsNone(Servers servers) throws IOException {
        Map<String, String> settings =
                Map.of("JIXIAO_REPORTING_KEPT_ANSWERS_BYTES", "0", "JIXIAO_EVENTS_ENABLED", "false");
        PackagedService replica = servers.start(Owner.REPORTING, Owner.REPORTING.word(), settings);
        Servers.awaitReady(replica);
        return replica;
    }

    private static void requireSame(byte[] expected, byte[] actual) {
        int place = Arrays.mismatch(expected, actual);
        if (place >= 0) {
            throw new IllegalStateException(
                    "not the same bytes: %s and %s".formatted(excerpt(expected, place), excerpt(actual, place)));
        }
    }

    /** Both read the same database, in which what an answer tells besides figures may change between two questions. */
    private static void requireSameSoon(HttpClient http, URI one, URI other) throws IOException {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            if (Arrays.equals(answer(http, one), answer(http, other))) {
                return;
            }
        }
        requireSame(answer(http, one), answer(http, other));
    }

    private static String excerpt(byte[] bytes, int place) {
        int from = Math.max(0, place - EXCERPT);
        return new String(bytes, from, Math.min(bytes.length, place + EXCERPT) - from, StandardCharsets.UTF_8);
    }

    /** After a while in which nothing is counted, so that the code of either side is compiled. */
    private static double perSecond(HttpClient http, URI url, Duration duration) {
        read(http, url, duration.multipliedBy(WARM_UP));
        long began = System.nanoTime();
        long answers = read(http, url, duration);
        return answers / ((System.nanoTime() - began) / 1e9);
    }

    private static long read(HttpClient http, URI url, Duration duration) {
        long until = System.nanoTime() + duration.toNanos();
        try (ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
            List<Future<Long>> counts = new ArrayList<>();
            for (int reader = 0; reader < READERS; reader++) {
                counts.add(readers.submit(() -> {
                    long count = 0;
                    for (; System.nanoTime() < until; count++) {
                        get(http, url, BodyHandlers.discarding());
                    }
                    return count;
                }));
            }
            long sum = 0;
            for (Future<Long> count : counts) {
                sum += count.get();
            }
            return sum;
        } catch (InterruptedException e) {
            throw Servers.interrupted(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static byte[] answer(HttpClient http, URI url) throws IOException {
        return get(http, url, BodyHandlers.ofByteArray());
    }

    private static <T> T get(HttpClient http, URI url, BodyHandler<T> handler) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(url).header("Accept", "application/json").build();
        try {
            HttpResponse<T> answer = http.send(request, handler);
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(url + ": " + answer.statusCode());
            }
            return answer.body();
        } catch (InterruptedException e) {
            throw Servers.interrupted(e);
        }
    }
}
