package org.jixiao.budget.rule;

import java.util.List;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.ProblemCode;
import org.jixiao.platform.problem.Text;
import org.jixiao.platform.problem.Violation;

/**
 * A rule that some content breaks.
 *
 * @param pointer JSON pointer into that content
 */
public record Breach(Rule rule, String pointer, Text message) {

    private static final int UNPROCESSABLE = ProblemCode.UNPROCESSABLE.status();

    /** The violation of a document that carries the content under this pointer. */
    public Violation under(String prefix) {
        return new Violation(prefix + pointer, rule.name(), message);
    }

    /**
     * The answer 422 to a request whose body breaks rules: its code is the rule when there is only one, else UNPROCESSABLE.
     *
     * @param breaches at least one
     */
    public static Problem problem(List<Breach> breaches) {
        List<Rule> rules = breaches.stream().map(Breach::rule).distinct().toList();
        Rule first = rules.getFirst();
        ProblemCode code = rules.size() > 1
                ? ProblemCode.UNPROCESSABLE
                : new ProblemCode(first.name(), UNPROCESSABLE, first.title());
        return new Problem(
                code,
                breaches.getFirst().message,
                breaches.stream().map(breach -> breach.under("")).toList());
    }

    /** Throws the {@link #problem} of these breaches, if there are any. */
    public static void refuse(List<Breach> breaches) {
        if (!breaches.isEmpty()) {
            throw problem(breaches);
        }
    }
}
