/** Which departments' figures are behind what their owners have told, since when; none, as a rule. */
package org.jixiao.reporting.staleness;
