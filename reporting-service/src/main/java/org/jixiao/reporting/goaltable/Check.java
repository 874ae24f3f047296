package org.jixiao.reporting.goaltable;

import java.util.stream.Stream;
import org.jixiao.reporting.rule.Rule;

/** How a rule is evaluated over a department's year. */
interface Check {

    /** Where the rule does not hold; says so in the rule's words. */
    Stream<Finding> findings(DepartmentYear of, Rule rule);
}
