/** What differs between two tables of a department, by project, indicator and field. A pure function of their JSON. */
package org.jixiao.reporting.difference;
