/** Self-evaluation (自评): the points of a project's indicators and of the execution of its budget, and the grade they come to. */
package org.jixiao.indicator.evaluation;
