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
                "amounts",
                new Text("", ""),
                kept.totals().amounts(),
                parts.totals().amounts());
        comparison.compare(
                "executed",
                Text.of("执行数", "executed"),
                kept.totals().executed(),
                parts.totals().executed());
        comparison.compare("issued", Text.of("批复的", "issued "), kept.issued(), parts.issued());
        comparison.compare(
                "projectCount",
                Text.of("项目数", "projects"),
                kept.totals().projectCount(),
                parts.totals().projectCount());
        comparison.compare(
                "goalCount",
                Text.of("目标数", "goals"),
                kept.totals().goalCount(),
                parts.totals().goalCount());
        comparison.compare(
                "indicatorCount",
                Text.of("指标数", "indicators"),
                kept.totals().indicatorCount(),
                parts.totals().indicatorCount());
        comparison.compare(
                "issuedCount",
                Text.of("已知批复数的项目数", "projects with issued amounts"),
                kept.issuedCount(),
                parts.issuedCount());
        comparison.compare(kept.indicatorTypes(), parts.indicatorTypes());
        return comparison.findings.stream();
    }

    private record Comparison(Rule rule, List<Finding> findings) {

        void compare(String name, Text prefix, Amounts kept, Amounts parts) {
            compare(name + ".total", named(prefix, Text.of("总计", "total")), kept.total(), parts.total());
            for (FundSource source : FundSource.values()) {
                compare(name + "." + source.column(), named(prefix, source.label()), source.of(kept), source.of(parts));
            }
        }

        void compare(Map<String, Long> kept, Map<String, Long> parts) {
            Set<String> types = new TreeSet<>(kept.keySet());
            types.addAll(parts.keySet());
            for (String type : types) {
                Text label = Text.of("指标数（类别 " + type + "）", "indicators of kind " + type);
                compare("indicatorTypes." + type, label, kept.getOrDefault(type, 0L), parts.getOrDefault(type, 0L));
            }
        }

        private static Text named(Text prefix, Text label) {
            return new Text(prefix.zh() + label.zh(), prefix.en() + label.en());
        }

        void compare(String measure, Text label, Money kept, Money parts) {
            if (!Objects.equals(kept, parts)) {
                findings.add(Finding.ofAmounts(rule, null, kept, parts, rule.message(label))
                        .of(measure));
            }
        }

        void compare(String measure, Text label, long kept, long parts) {
            if (kept != parts) {
                findings.add(Finding.ofCounts(rule, null, kept, parts, rule.message(label))
                        .of(measure));
            }
        }
    }
}
