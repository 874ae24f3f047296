package org.jixiao.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jixiao.platform.inbox.InboxOffsets.Verdict.HOPELESS;
import static org.jixiao.platform.inbox.InboxOffsets.Verdict.TRANSIENT;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import org.jixiao.platform.inbox.InboxOffsets.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTest {

    /**
     * Connection lost, aborted transaction, idle too long, serialisation, deadlock, table missing, disk full, too many
     * connections, lock time-out, cancelled, shut down, starting up, input or output, internal; none at all.
     */
    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "08006", "08003", "25P02", "25P03", "40001", "40P01", "42P01", "42501", "53100", "53300", "55P03",
                "57014", "57P01", "57P03", "58030", "XX000", "", "0"
            })
    void faultsOfTheDatabasePass(String state) {
        assertThat(Verdict.on(new SQLException("", state))).isEqualTo(TRANSIENT);
    }

    /** Unique, check, not null, too long, not a number, not UTF-8, index row too long. */
    @ParameterizedTest
    @ValueSource(strings = {"23505", "23514", "23502", "22001", "22P02", "22021", "54000"})
    void faultsOfTheDataStay(String state) {
        assertThat(Verdict.on(new SQLException("", state))).isEqualTo(HOPELESS);
    }

    /** Connection lost, still a replica, idle too long, deadlock, too many connections, lock time-out, shut down; none at all. */
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"08006", "25006", "25P03", "40P01", "53300", "55P03", "57P01", ""})
    void whoeverAsksShouldComeAgain(String state) {
        assertThat(Fault.passesSoon(new IllegalStateException(new SQLException("", state))))
                .isTrue();
    }

    /** In a transaction already, aborted transaction, wrong state, table missing, unique, too long, internal. */
    @ParameterizedTest
    @ValueSource(strings = {"25001", "25P02", "55000", "42P01", "23505", "22001", "XX000"})
    void aFaultOfOursIsNoReasonToComeAgain(String state) {
        assertThat(Fault.passesSoon(new IllegalStateException(new SQLException("", state))))
                .isFalse();
    }

    @Test
    void causeDecides() {
        assertThat(Verdict.on(new IllegalStateException(new SQLException("", "08006"))))
                .isEqualTo(TRANSIENT);
        assertThat(Verdict.on(new IllegalStateException(new SQLTransientException("", "23505"))))
                .isEqualTo(TRANSIENT);
        assertThat(Verdict.on(new IllegalStateException(new SQLException("", "23505"))))
                .isEqualTo(HOPELESS);
        assertThat(Verdict.on(new NullPointerException())).isEqualTo(HOPELESS);
    }
}
