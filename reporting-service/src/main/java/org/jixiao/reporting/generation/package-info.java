/** Generations of the read model: each a schema of its own, one of them live, all of them kept up to date. */
package org.jixiao.reporting.generation;
