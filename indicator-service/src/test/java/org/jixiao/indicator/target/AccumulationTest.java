package org.jixiao.indicator.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jixiao.indicator.YuexiuTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccumulationTest {

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            每季度举办法治讲座（含线上法治讲座）、法治宣传数（场次） | ≥1次      | PER_QUARTER
            每月到社区提供法律服务时间（小时）                       | ≥8小时    | PER_MONTH
            专职人民调解员人均每年度调解案件数                       | ≥55件     | PER_HEAD
            领导干部学法专题讲座次数                                 | 2次       | CUMULATIVE
            法治宣传数                                               | ≥1        | CUMULATIVE
            培训场次                                                 | 8-10场    | CUMULATIVE
            案件调解率                                               | 100%      | LEVEL
            人均案件调解成功率                                       | ≥85%      | LEVEL
            辅助人员满意度                                           | ≥80%      | LEVEL
            考核合格率（%）                                          | ≥95       | LEVEL
            案事件发生率                                             | =0        | LEVEL
            平均办结时间                                             | 10天      | LEVEL
            响应时间                                                 | ≤2小时    | LEVEL
            公开指数                                                 | 1.2       | LEVEL
            支出偏差                                                 | ±3%       | LEVEL
            是否巩固脱贫攻坚成果                                     | 是        | LEVEL
            按时支付辅助人员薪酬                                     | 按时      | DEADLINE
            项目完工                                                 | 11月底前  | DEADLINE
            """)
    void is_suggested_from_the_name(String name, String target, Accumulation expected) {
        assertThat(Accumulation.suggest(name, Target.parse(target))).isEqualTo(expected);
    }

    @Test
    void only_two_indicators_of_the_reference_table_may_be_prorated() {
        List<String> cumulative = YuexiuTable.indicators().stream()
                .filter(indicator -> Accumulation.suggest(indicator.name(), Target.parse(indicator.annualTarget()))
                        == Accumulation.CUMULATIVE)
                .map(indicator -> indicator.name())
                .toList();

        assertThat(cumulative).containsExactly("领导干部学法专题讲座次数", "赴帮扶地区开展调研次数");
    }
}
