package org.jixiao.indicator.goal;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A version of a goal as it is read. */
@Entity
@Immutable
@Table(name = "goal_history")
class GoalVersionEntity {

    @EmbeddedId
    private Key key;

    @JdbcTypeCode(SqlTypes.JSON)
    private PublishedGoal goal;

    @Column(name = "recorded_at")
    private Instant recordedAt;

    @Column(name = "recorded_by")
    private String recordedBy;

    private String cause;

    /** Which version of which goal. */
    @Embeddable
    record Key(@Column(name = "project_code") String projectCode, long version) {}

    GoalVersionView view() {
        return new GoalVersionView(key.version, recordedAt, recordedBy, cause, goal);
    }
}
