/** What this service takes from topics: the goals that sending systems report, and which projects there are. */
package org.jixiao.indicator.intake;
