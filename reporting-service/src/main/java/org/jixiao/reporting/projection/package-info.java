/**
 * The read model: what the owners' topics say, last version of each key, and the totals kept beside it. Exact under
 * duplicates, reordering and replay, because an equal or lower revision has no effect.
 */
package org.jixiao.reporting.projection;
