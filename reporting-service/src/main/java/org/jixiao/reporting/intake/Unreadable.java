package org.jixiao.reporting.intake;

/** A record that does not say what is needed of it. The message is for people and repeats nothing of the record. */
final class Unreadable extends Exception {

    private static final long serialVersionUID = 1L;

    private final Code code;

    Unreadable(Code code, String reason) {
        super(reason);
        this.code = code;
    }

    /** The stable codes under which such records are kept. */
    enum Code {
        /** Not one JSON document in UTF-8. */
        MALFORMED,
        /** Of another type than the topic carries. */
        UNKNOWN_TYPE,
        /** A member that is used is missing or is not what the contract says. */
        SCHEMA,
        /** An amount that is not a string in 元 with two decimals, or a currency other than CNY. */
        AMOUNT_FORMAT
    }

    Code code() {
        return code;
    }
}
