/** Monitoring (绩效监控): how far a project's indicators are in a month, and the lamps that show it. */
package org.jixiao.indicator.monitoring;
