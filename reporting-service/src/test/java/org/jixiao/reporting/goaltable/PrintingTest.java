package org.jixiao.reporting.goaltable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.jixiao.reporting.fixture.AGoal;
import org.jixiao.reporting.fixture.Yuexiu;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintingTest {

    static Stream<AGoal> goals() {
        return Yuexiu.goals().stream();
    }

    @ParameterizedTest
    @MethodSource("goals")
    void aCellIsSplitIntoItsItemsAndNothingIsLost(AGoal goal) {
        var items = Printing.items(project(goal.printedCell()));

        assertThat(items).hasSameSizeAs(goal.indicators());
        assertThat(String.join("", items)).isEqualTo(goal.printedCell());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "无", "1、甲。3、乙。", "1、完成2、3项。2、乙。"})
    void anyTextComesOutAsItWentIn(String cell) {
        assertThat(String.join("", Printing.items(project(cell)))).isEqualTo(cell);
    }

    @Test
    void aProjectWithoutGoalHasOneEmptyItem() {
        assertThat(Printing.items(project(null))).containsExactly("");
    }

    private static GoalTable.Project project(String cell) {
        return new GoalTable.Project(
                "44010425T000000000001",
                "项目",
                new PrintedAmounts(null, null, null, null),
                null,
                null,
                cell,
                "[]",
                "[]",
                null);
    }
}
