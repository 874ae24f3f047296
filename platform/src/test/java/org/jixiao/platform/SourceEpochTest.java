package org.jixiao.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.runtime.PreventFurtherStepsException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SourceEpochTest {

    @RegisterExtension
    final Plumbing plumbing = new Plumbing();

    @Test
    void epochIsKeptAndMayBeRaised() throws SQLException {
        SourceEpoch.begin(plumbing.database(), 1);
        SourceEpoch.begin(plumbing.database(), 1);
        SourceEpoch.begin(plumbing.database(), 3);

        assertThat(plumbing.value("select epoch from source_epoch")).isEqualTo("3");
    }

    @Test
    void lowerEpochThanWasPublishedUnderEndsTheStartWithOneSentence() throws SQLException {
        SourceEpoch.begin(plumbing.database(), 3);

        assertThatExceptionOfType(PreventFurtherStepsException.class)
                .isThrownBy(() -> SourceEpoch.begin(plumbing.database(), 2))
                .satisfies(refusal -> assertThat(refusal.getExitCode()).isEqualTo(78))
                .withMessageContaining("Set JIXIAO_SOURCE_EPOCH to 3 or more");
        assertThat(plumbing.value("select epoch from source_epoch")).isEqualTo("3");
    }

    @Test
    void epochThatIsNotPositiveEndsTheStart() {
        assertThatExceptionOfType(PreventFurtherStepsException.class)
                .isThrownBy(() -> SourceEpoch.begin(plumbing.database(), 0));
    }
}
