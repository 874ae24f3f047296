/** A POST that comes again with the same {@code Idempotency-Key} is answered as it was the first time, and does nothing. */
package org.jixiao.platform.idempotency;
