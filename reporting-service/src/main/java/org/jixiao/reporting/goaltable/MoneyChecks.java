package org.jixiao.reporting.goaltable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jixiao.platform.money.Money;
import org.jixiao.platform.problem.Text;
import org.jixiao.reporting.funding.FundSource;
import org.jixiao.reporting.rollup.Totals;
import org.jixiao.reporting.rule.Rule;

/** What must hold of amounts, in exact 元. */
final class MoneyChecks {

    private MoneyChecks() {}

    /** 总计 = 财政拨款 + 财政专户拨款 + 其他资金, in every project. */
    static Stream<Finding> sourcesEqualTotal(DepartmentYear of, Rule rule) {
        return of.lines().stream()
                .filter(line ->
                        !Objects.equals(line.amounts().total(), line.amounts().sourcesSum()))
                .map(line -> Finding.ofAmounts(
                        rule,
                        line.projectCode(),
                        line.amounts().total(),
                        line.amounts().sourcesSum(),
                        rule.message()));
    }

    /** The totals that are kept equal what the lines add up to, in every measure. */
    static Stream<Finding> partsEqualTotal(DepartmentYear of, Rule rule) {
        Totals kept = of.kept();
        Totals parts = of.sumOfLines();
        Comparison comparison = new Comparison(rule, new ArrayList<>());
        comparison.compare(
                Text.of("总计", "total"), kept.amounts().total(), parts.amounts().total());
        for (FundSource source : FundSource.values()) {
            comparison.compare(source.label(), source.of(kept.amounts()), source.of(parts.amounts()));
        }
        comparison.compare(Text.of("执行数", "executed"), kept.executed(), parts.executed());
        comparison.compare(Text.of("项目数", "projects"), kept.projectCount(), parts.projectCount());
        comparison.compare(Text.of("目标数", "goals"), kept.goalCount(), parts.goalCount());
        comparison.compare(Text.of("指标数", "indicators"), kept.indicatorCount(), parts.indicatorCount());
        return comparison.findings.stream();
    }

    private record Comparison(Rule rule, List<Finding> findings) {

        void compare(Text measure, Money kept, Money parts) {
            if (!Objects.equals(kept, parts)) {
                findings.add(Finding.ofAmounts(rule, null, kept, parts, rule.message(measure)));
            }
        }

        void compare(Text measure, long kept, long parts) {
            if (kept != parts) {
                findings.add(Finding.ofCounts(rule, null, kept, parts, rule.message(measure)));
            }
        }
    }
}
