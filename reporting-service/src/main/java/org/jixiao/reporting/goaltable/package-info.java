/** The statutory table 项目支出绩效目标表 of one department and year, and what is to be said about its figures. */
package org.jixiao.reporting.goaltable;
