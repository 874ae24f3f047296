/** Holds the read model against itself, against what the owners say and against the ends of the topics; must come to 0. */
package org.jixiao.reporting.reconciliation;
