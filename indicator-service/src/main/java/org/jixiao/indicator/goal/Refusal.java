package org.jixiao.indicator.goal;

import java.util.List;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.ProblemCode;
import org.jixiao.platform.problem.Text;
import org.jixiao.platform.problem.Violation;

/** The answer 422 to content that breaks rules. */
public final class Refusal {

    private Refusal() {}

    /**
     * Its code is that of the violations when they agree, else UNPROCESSABLE.
     *
     * @param violations at least one
     */
    public static Problem of(List<Violation> violations) {
        Violation first = violations.getFirst();
        boolean agree = violations.stream().allMatch(each -> each.code().equals(first.code()));
        Text title = ProblemCode.UNPROCESSABLE.title();
        return agree
                ? new Problem(
                        new ProblemCode(first.code(), ProblemCode.UNPROCESSABLE.status(), title),
                        first.message(),
                        violations)
                : new Problem(
                        ProblemCode.UNPROCESSABLE,
                        Text.of("有 %d 处不能接受", "%d parts cannot be accepted", violations.size()),
                        violations);
    }
}
