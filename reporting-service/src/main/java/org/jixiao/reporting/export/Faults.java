package org.jixiao.reporting.export;

import java.util.ArrayList;
import java.util.List;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.ProblemCode;
import org.jixiao.platform.problem.Text;
import org.jixiao.platform.problem.Violation;

/** What is wrong with a workbook, cell by cell, up to as many as anybody would read. */
final class Faults {

    private static final int MOST = 100;

    private final List<Violation> violations = new ArrayList<>();

    /** @param column from 0; so is the row */
    void add(String sheet, int row, int column, String code, Text message) {
        if (violations.size() < MOST) {
            String cell = Layout.reference(row, column);
            violations.add(new Violation(
                    sheet + "!" + cell,
                    code,
                    new Text("单元格 " + cell + "：" + message.zh(), "Cell " + cell + ": " + message.en())));
        }
    }

    /** @throws Problem INVALID_BODY when there is any */
    void refuseIfAny() {
        if (!violations.isEmpty()) {
            throw new Problem(
                    ProblemCode.INVALID_BODY,
                    Text.of("工作簿中有 %s 处不能读取", "%s cells of the workbook cannot be read", violations.size()),
                    violations);
        }
    }

    /** The file as a whole is not one of ours. */
    static Problem unreadable(Text why) {
        return new Problem(ProblemCode.INVALID_BODY, why, List.of(new Violation("", "UNREADABLE_WORKBOOK", why)));
    }
}
