package org.jixiao.reporting.answer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.Text;

/**
 * Answers that are kept as long as nothing of what they were made of has changed. What they were made of is asked for its
 * version whenever they are, so that nobody is told less than what was there when he asked; who asks while another waits
 * for that version shares the next one. Each is made by one at a time, and nobody waits for an answer that is not his.
 * Bounded by their bytes, those in memory and those on disk: what is asked for least goes first.
 */
@ApplicationScoped
public class KeptAnswers {

    /** Counter: answers that were made anew, and not shared or kept. */
    public static final String MADE = "jixiao.answers.made";

    /** Of a key and its place, so that many small answers are bounded too. */
    private static final int OVERHEAD_BYTES = 512;

    private static final int MOST_WAITING_FOR_ONE = 50;

    /** Half of the threads that a service has at least: what is asked for beside them is answered. */
    private static final int MOST_WAITING = 100;

    /** With those who wait for another's answer fewer than a service has threads at least. */
    private static final int MOST_WAITING_TO_MAKE = 50;

    private final Snapshots snapshots;
    private final Places places;
    private final Cache<Object, Kept> inMemory;
    private final Cache<Object, Kept> onDisk;
    private final Counter made;
    private final Turns turns = new Turns(MOST_WAITING_FOR_ONE, MOST_WAITING);

    KeptAnswers(
            Snapshots snapshots,
            MeterRegistry meters,
            @ConfigProperty(name = "jixiao.reporting.kept-answers-bytes") long bytes,
            @ConfigProperty(name = "jixiao.reporting.kept-files-bytes") long fileBytes,
            @ConfigProperty(name = "jixiao.reporting.made-at-once", defaultValue = "8") int atOnce,
            @ConfigProperty(name = "jixiao.reporting.made-patience", defaultValue = "10S") Duration patience) {
        this.snapshots = snapshots;
        this.places = new Places(
                atOnce,
                MOST_WAITING_TO_MAKE,
                patience,
                Text.of("正在生成的回答过多，请稍后再试", "Too many answers are being made; try again later"));
        this.made = meters.counter(MADE);
        this.inMemory = cache(bytes);
        this.onDisk = cache(fileBytes);
    }

    /** What an answer is made of, at one moment of the read model. */
    public interface Source {

        /** Another one whenever anything has changed that the answer shows; cheap compared with making it. */
        String version(Connection connection) throws SQLException;

        /** All that the answer needs; empty when there is none. */
        Optional<Making> read(Connection connection) throws SQLException;
    }

    /** An answer that was read and has yet to be made. Nothing of the database is held meanwhile. */
    public interface Making extends AutoCloseable {

        /** The tag that the answer will have; null as long as that is not known. */
        EntityTag tag();

        /** Whether it waits for a place of its own in which it is made, as a PDF does. */
        default boolean hasItsOwnPlace() {
            return false;
        }

        Representation make() throws IOException;

        @Override
        void close();
    }

    /** How an answer is made. */
    public interface Maker {
        Representation make() throws IOException;
    }

    /** An answer that holds nothing until it is made, and whose tag is not known before. */
    public static Making making(Maker maker) {
        return new Unmade(null, maker);
    }

    /** The same for a file, whose tag is. */
    public static Making making(Download download, Representation.Writing writing) {
        return new Unmade(download, () -> download.made(writing));
    }

    /** @param download null for what is no file */
    private record Unmade(Download download, Maker maker) implements Making {

        @Override
        public EntityTag tag() {
            return download == null ? null : download.tag();
        }

        @Override
        public boolean hasItsOwnPlace() {
            return download != null && download.format() == Format.PDF;
        }

        @Override
        public Representation make() throws IOException {
            return maker.make();
        }

        @Override
        public void close() {
            // there is nothing to let go
        }
    }

    /** An answer that was made when it was read. */
    public static Making ready(Representation answer) {
        return new Making() {
            @Override
            public EntityTag tag() {
                return answer.tag();
            }

            @Override
            public Representation make() {
                answer.content().hold();
                return answer;
            }

            @Override
            public void close() {
                answer.content().close();
            }
        };
    }

    /** An answer with the last moment at which it was known to be right; that is changed in turn only. */
    private static final class Kept {

        private final String version;
        private final Representation answer;
        private String moment;
        private long askedAt;

        Kept(String version, Representation answer) {
            this.version = version;
            this.answer = answer;
        }

        private Kept rightAt(String moment, long askedAt) {
            this.moment = moment;
            this.askedAt = askedAt;
            return this;
        }
    }

    /** @param making empty when there is no answer; null when the kept one is that of the version */
    private record Read(String moment, String version, Optional<Making> making) {}

    /**
     * The answer to a request, made anew only when the version is another one; empty when there is none.
     *
     * @param key tells this answer from every other: what is asked for, in which format and language
     * @throws Problem UNAVAILABLE when too many wait already, or others are made for too long
     */
    public Optional<Response> answer(Object key, Source source, Request request) {
        long came = System.nanoTime();
        return turns.take(key, () -> {
            Kept last = held(key);
            try {
                return last != null && isStillRight(last, came)
                        ? Optional.of(last.answer.answer(request))
                        : answer(key, last, source, request, came);
            } finally {
                if (last != null) {
                    last.answer.content().close();
                }
            }
        });
    }

    /** Somebody has looked since the caller came, or nothing has been written since somebody looked. */
    private boolean isStillRight(Kept last, long came) {
        if (last.askedAt - came >= 0) {
            return true;
        }
        long askedAt = System.nanoTime();
        if (!snapshots.moment().equals(last.moment)) {
            return false;
        }
        last.askedAt = askedAt;
        return true;
    }

    /** Only so many are read and made at once; who is only to hear that nothing has changed does not wait for them. */
    private Optional<Response> answer(Object key, Kept last, Source source, Request request, long came) {
        Places.Place free = places.takeFree();
        if (free == null && last != null && isOfItsVersion(last, source)) {
            return Optional.of(last.answer.answer(request));
        }
        try (Places.Place place = free == null ? places.take(came) : free) {
            return answer(key, last, source, request, place);
        }
    }

    private boolean isOfItsVersion(Kept last, Source source) {
        long askedAt = System.nanoTime();
        Read read =
                snapshots.read(connection -> new Read(Snapshots.moment(connection), source.version(connection), null));
        if (!read.version().equals(last.version)) {
            return false;
        }
        last.rightAt(read.moment(), askedAt);
        return true;
    }

    private Optional<Response> answer(Object key, Kept last, Source source, Request request, Places.Place place) {
        long askedAt = System.nanoTime();
        Read read = snapshots.read(connection -> {
            String moment = Snapshots.moment(connection);
            String version = source.version(connection);
            boolean isSame = last != null && last.version.equals(version);
            return new Read(moment, version, isSame ? null : source.read(connection));
        });
        if (read.making() == null) {
            return Optional.of(last.rightAt(read.moment(), askedAt).answer.answer(request));
        }
        forget(key);
        return read.making().map(making -> {
            try (making) {
                if (making.hasItsOwnPlace()) {
                    place.close();
                }
                Response unchanged = making.tag() == null ? null : Representation.unchanged(making.tag(), request);
                return unchanged != null
                        ? unchanged
                        : made(key, new Kept(read.version(), making.make()).rightAt(read.moment(), askedAt), request);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private Response made(Object key, Kept kept, Request request) {
        made.increment();
        Content content = kept.answer.content();
        content.hold();
        try (content) {
            (content instanceof Content.OnDisk ? onDisk : inMemory).put(key, kept);
            return kept.answer.answer(request);
        }
    }

    /** What is kept, held for the one whose turn it is; null when there is nothing. */
    private Kept held(Object key) {
        Kept kept = inMemory.getIfPresent(key);
        if (kept == null) {
            kept = onDisk.getIfPresent(key);
        }
        return kept != null && kept.answer.content().hold() ? kept : null;
    }

    private void forget(Object key) {
        inMemory.invalidate(key);
        onDisk.invalidate(key);
    }

    private static Cache<Object, Kept> cache(long bytes) {
        return Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((Object key, Kept kept) ->
                        Math.clamp(kept.answer.content().size() + OVERHEAD_BYTES, 0, Integer.MAX_VALUE))
                .removalListener((Object key, Kept kept, RemovalCause cause) ->
                        kept.answer.content().close())
                .build();
    }
}
