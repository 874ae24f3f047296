/** The page for people: the table as printed, the way to it through regions and years, and its totals beside it. */
package org.jixiao.reporting.web;
