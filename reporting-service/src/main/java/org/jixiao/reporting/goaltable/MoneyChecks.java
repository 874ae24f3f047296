package org.jixiao.reporting.goaltable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jixiao.platform.money.Money;
import org.jixiao.platform.problem.Text;
import org.jixiao.reporting.funding.Amounts;
import org.jixiao.reporting.funding.FundSource;
import org.jixiao.reporting.rollup.KeptTotals;
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
        KeptTotals kept = of.kept();
        KeptTotals parts = of.sumOfLines();
        Comparison comparison = new Comparison(rule, new ArrayList<>());
        comparison.compare(
                new Text("", ""), kept.totals().amounts(), parts.totals().amounts());
        comparison.compare(
                Text.of("执行数", "executed"),
                kept.totals().executed(),
                parts.totals().executed());
        comparison.compare(Text.of("批复的", "issued "), kept.issued(), parts.issued());
        comparison.compare(
                Text.of("项目数", "projects"),
                kept.totals().projectCount(),
                parts.totals().projectCount());
        comparison.compare(
                Text.of("目标数", "goals"),
                kept.totals().goalCount(),
                parts.totals().goalCount());
        comparison.compare(
                Text.of("指标数", "indicators"),
                kept.totals().indicatorCount(),
                parts.totals().indicatorCount());
        comparison.compare(
                Text.of("已知批复数的项目数", "projects with issued amounts"), kept.issuedCount(), parts.issuedCount());
        comparison.compare(kept.indicatorTypes(), parts.indicatorTypes());
        return comparison.findings.stream();
    }

    private record Comparison(Rule rule, List<Finding> findings) {

        void compare(Text prefix, Amounts kept, Amounts parts) {
            compare(named(prefix, Text.of("总计", "total")), kept.total(), parts.total());
            for (FundSource source : FundSource.values()) {
                compare(named(prefix, source.label()), source.of(kept), source.of(parts));
            }
        }

        void compare(Map<String, Long> kept, Map<String, Long> parts) {
            Set<String> types = new TreeSet<>(kept.keySet());
            types.addAll(parts.keySet());
            for (String type : types) {
                Text measure = Text.of("指标数（类别 " + type + "）", "indicators of kind " + type);
                compare(measure, kept.getOrDefault(type, 0L), parts.getOrDefault(type, 0L));
            }
        }

        private static Text named(Text prefix, Text measure) {
            return new Text(prefix.zh() + measure.zh(), prefix.en() + measure.en());
        }

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
