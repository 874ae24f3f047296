package org.jixiao.indicator.goal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;

/** A goal as it is read. Written by {@link GoalLedger} alone. */
@Entity
@Immutable
@Table(name = "goal")
class GoalEntity {

    @Id
    @Column(name = "project_code")
    private String projectCode;

    @Column(name = "fiscal_year")
    private int fiscalYear;

    @Column(name = "department_code")
    private String departmentCode;

    private String statement;

    @Enumerated(EnumType.STRING)
    private GoalState state;

    private long version;

    @Column(name = "indicators_text")
    private String indicatorsText;

    @Formula("exists (select 1 from known_project known where known.project_code = project_code)")
    private boolean projectKnown;

    @OneToMany(fetch = FetchType.LAZY)
    @JoinColumn(name = "project_code")
    @OrderBy("place.sequence")
    private List<IndicatorEntity> indicators;

    String projectCode() {
        return projectCode;
    }

    String departmentCode() {
        return departmentCode;
    }

    long version() {
        return version;
    }

    GoalView view() {
        return new GoalView(
                projectCode,
                fiscalYear,
                departmentCode,
                statement,
                indicatorsText,
                indicators.stream().map(IndicatorEntity::view).toList(),
                flags(),
                projectKnown,
                state,
                version);
    }

    private Set<IndicatorFlag> flags() {
        Set<IndicatorFlag> flags = EnumSet.noneOf(IndicatorFlag.class);
        indicators.forEach(indicator -> flags.addAll(indicator.flags()));
        return flags;
    }
}
