/** The words of monitoring (监控) and self-evaluation (自评). */
package org.jixiao.reporting.assessment;
