/** The owners' topics: what can be read is applied to the read model, what cannot is kept as a dead letter. */
package org.jixiao.reporting.intake;
