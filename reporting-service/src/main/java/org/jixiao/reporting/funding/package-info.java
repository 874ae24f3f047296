/** Words for money that every feature shares: where it comes from, by which way, and amounts split by source. */
package org.jixiao.reporting.funding;
