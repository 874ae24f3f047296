package org.jixiao.local;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaFuture;

/** What a broker says to an admin client. */
final class BrokerAnswer {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private BrokerAnswer() {}

    /**
     * Waits for it.
     *
     * @param question names what was asked, in the failure
     * @throws StartFailed when the broker refused, with its reason as cause, or did not answer in time
     */
    static <T> T await(KafkaFuture<T> answer, String question, Duration patience) {
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new StartFailed("Kafka: " + question + ": " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new StartFailed("Kafka: " + question + ": no answer after " + patience.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailed("Kafka: " + question + ": interrupted", e);
        }
    }
}
