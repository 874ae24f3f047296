package org.jixiao.platform.inbox.letter;

import java.time.Instant;

/** Which dead letters are asked for; null where anything will do. Times from, inclusive, to, exclusive. */
record LetterFilter(String topic, String sender, String code, String state, Instant from, Instant to) {}
