/** The table and the rollups as files, and the way back from a file to the table. */
package org.jixiao.reporting.export;
