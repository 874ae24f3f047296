/** Totals at any level of the region tree, in 元. */
package org.jixiao.reporting.rollup;
