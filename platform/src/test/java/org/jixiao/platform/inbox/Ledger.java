package org.jixiao.platform.inbox;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jixiao.platform.Plumbing;
import org.jixiao.platform.outbox.Outbox;

/** Adds the amounts that records carry to one total: whatever is lost or taken twice shows to the fen. */
final class Ledger implements Subscription {

    private static final String ADD = "update ledger set total = total + ?, records = records + ?";

    private final Plumbing plumbing;
    private final String topic;
    private final DeadLetters deadLetters;
    private volatile Before before = (connection, records) -> {};
    private BigDecimal sent = BigDecimal.ZERO;

    /** What happens in the transaction before the amounts are added. */
    interface Before {
        void adding(Connection connection, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException;
    }

    private Ledger(Plumbing plumbing, String topic) {
        this.plumbing = plumbing;
        this.topic = topic;
        this.deadLetters = new DeadLetters(
                new Outbox(), plumbing.meters(), plumbing.settings(), Clock.systemUTC(), List.of(), "1.2.3");
    }

    static Ledger of(Plumbing plumbing, int partitions) throws SQLException {
        plumbing.execute("create table ledger (total numeric(18,2) not null, records bigint not null)");
        plumbing.execute("insert into ledger values (0, 0)");
        return new Ledger(plumbing, plumbing.topic("amounts", partitions));
    }

    void before(Before doing) {
        before = doing;
    }

    /** Sends that many amounts, all different, by turns to each partition. */
    void send(int records) throws ExecutionException, InterruptedException {
        Producer<byte[], byte[]> producer = plumbing.producer();
        int partitions = producer.partitionsFor(topic).size();
        List<Future<RecordMetadata>> acknowledgements = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            BigDecimal amount = BigDecimal.valueOf(100_01L + i, 2);
            byte[] key = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
            byte[] value = amount.toPlainString().getBytes(StandardCharsets.UTF_8);
            acknowledgements.add(producer.send(new ProducerRecord<>(topic, i % partitions, key, value)));
            sent = sent.add(amount);
        }
        for (Future<RecordMetadata> each : acknowledgements) {
            each.get();
        }
    }

    String topic() {
        return topic;
    }

    /** The sum of all that was sent. */
    BigDecimal sent() {
        return sent;
    }

    BigDecimal total() {
        return new BigDecimal(plumbing.value("select total from ledger"));
    }

    long records() {
        return Long.parseLong(plumbing.value("select records from ledger"));
    }

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public Pattern topics() {
        return Pattern.compile(Pattern.quote(topic));
    }

    @Override
    public void apply(Connection connection, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        before.adding(connection, records);
        BigDecimal sum = records.stream().map(Ledger::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setBigDecimal(1, sum);
            add.setLong(2, records.size());
            add.executeUpdate();
        }
    }

    @Override
    public void reject(Connection connection, ConsumerRecord<byte[], byte[]> record, String reason)
            throws SQLException {
        deadLetters.keep(connection, name(), List.of(new DeadLetters.Letter(record, "INTERNAL", reason)));
    }

    static BigDecimal amount(ConsumerRecord<byte[], byte[]> record) {
        return new BigDecimal(new String(record.value(), StandardCharsets.UTF_8));
    }
}
