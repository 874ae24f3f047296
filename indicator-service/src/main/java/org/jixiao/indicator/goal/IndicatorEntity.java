package org.jixiao.indicator.goal;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jixiao.indicator.frame.CodedName;
import org.jixiao.indicator.target.Accumulation;
import org.jixiao.indicator.target.TargetView;

/** An indicator as it is read. */
@Entity
@Immutable
@Table(name = "indicator")
class IndicatorEntity {

    @EmbeddedId
    private Place place;

    @Column(name = "indicator_id")
    private String indicatorId;

    @Column(name = "category_code")
    private String categoryCode;

    @Column(name = "category_name")
    private String categoryName;

    @Column(name = "type_code")
    private String typeCode;

    @Column(name = "type_name")
    private String typeName;

    private String name;

    @Column(name = "period_target")
    @JdbcTypeCode(SqlTypes.JSON)
    private TargetView periodTarget;

    @Column(name = "annual_target")
    @JdbcTypeCode(SqlTypes.JSON)
    private TargetView annualTarget;

    private BigDecimal weight;

    @Enumerated(EnumType.STRING)
    private Accumulation accumulation;

    private String[] flags;

    /** Which indicator of which goal. */
    @Embeddable
    record Place(@Column(name = "project_code") String projectCode, int sequence) {}

    Set<IndicatorFlag> flags() {
        Set<IndicatorFlag> set = EnumSet.noneOf(IndicatorFlag.class);
        Arrays.stream(flags).map(IndicatorFlag::valueOf).forEach(set::add);
        return set;
    }

    IndicatorView view() {
        return new IndicatorView(
                indicatorId,
                place.sequence,
                new CodedName(categoryCode, categoryName),
                new CodedName(typeCode, typeName),
                name,
                periodTarget,
                annualTarget,
                IndicatorView.weight(weight),
                accumulation,
                flags());
    }
}
