package org.jixiao.platform.inbox.receipt;

import java.time.Instant;

/** Which receipts are asked for; null where anything will do. Times from, inclusive, to, exclusive. */
record ReceiptFilter(
        String source,
        String id,
        String sender,
        String outcome,
        String code,
        String projectCode,
        Instant from,
        Instant to) {}
