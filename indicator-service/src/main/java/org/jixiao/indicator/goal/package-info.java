/**
 * Performance goals (绩效目标) and their indicators (绩效指标), and the cell in which a table prints the indicators of a
 * project.
 */
package org.jixiao.indicator.goal;
