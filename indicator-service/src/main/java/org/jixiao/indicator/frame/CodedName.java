package org.jixiao.indicator.frame;

import java.util.Objects;

/** A classification as a table prints it, {@code 11-数量指标}: the code is authoritative, the name is a courtesy. */
public record CodedName(String code, String name) {

    public CodedName {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(name, "name");
    }
}
