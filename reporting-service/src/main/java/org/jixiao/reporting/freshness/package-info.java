/** How new the figures are, and word of it as soon as they change. */
package org.jixiao.reporting.freshness;
