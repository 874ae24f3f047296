package org.jixiao.reporting.answer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Answers that are kept as long as nothing of what they were made of has changed. What they were made of is asked for its
 * version whenever they are, so that nobody is told less than what was there when he asked; who asks while another waits
 * for that version shares the next one. Bounded by their bytes: what is asked for least goes first.
 */
@ApplicationScoped
public class KeptAnswers {

    private static final int STRIPES = 64;

    private final Snapshots snapshots;
    private final Cache<Object, Kept> kept;
    private final Object[] stripes = new Object[STRIPES];

    KeptAnswers(
            Snapshots snapshots,
            @ConfigProperty(name = "jixiao.reporting.kept-answers-bytes", defaultValue = "67108864") long bytes) {
        this.snapshots = snapshots;
        this.kept = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((Object key, Kept value) -> value.answer.content().length)
                .build();
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Object();
        }
    }

    /**
     * What an answer is made of, at one moment of the read model.
     */
    public interface Source {

        /** Another one whenever anything has changed that the answer shows; cheap compared with making it. */
        String version(Connection connection) throws SQLException;

        /** The answer; empty when there is none. */
        Optional<Representation> make(Connection connection) throws SQLException;
    }

    /** An answer, and when its version was last asked for. */
    private record Kept(String version, Representation answer, long askedAt) {}

    /**
     * The answer, made anew only when the version is another one.
     *
     * @param key tells this answer from every other: what is asked for, in which format and language
     */
    public Optional<Representation> find(Object key, Source source) {
        long came = System.nanoTime();
        synchronized (stripes[Math.floorMod(key.hashCode(), STRIPES)]) {
            Kept last = kept.getIfPresent(key);
            if (last != null && last.askedAt - came >= 0) {
                return Optional.of(last.answer);
            }
            long askedAt = System.nanoTime();
            return snapshots.read(connection -> {
                String version = source.version(connection);
                Optional<Representation> answer = last != null && last.version.equals(version)
                        ? Optional.of(last.answer)
                        : source.make(connection);
                answer.ifPresentOrElse(
                        present -> kept.put(key, new Kept(version, present, askedAt)), () -> kept.invalidate(key));
                return answer;
            });
        }
    }
}
