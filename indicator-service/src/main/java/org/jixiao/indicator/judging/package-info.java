/**
 * What monitoring (绩效监控) and self-evaluation (自评) have in common: the limits, weights and labels of a jurisdiction, which are data,
 * and what somebody says an indicator has come to.
 */
package org.jixiao.indicator.judging;
