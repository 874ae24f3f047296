package org.jixiao.platform.testing;

/**
 * The kinds of bad input that the event side must survive. What makes each kind is a {@link PoisonCase}; a kind may
 * have several, and an owner's table must have at least one of each.
 */
public enum PoisonKind {
    EMPTY_VALUE("empty value"),
    NULL_VALUE("null value"),
    NOT_JSON("not JSON"),
    TRUNCATED_JSON("truncated JSON"),
    BOM("BOM"),
    INVALID_UTF_8("invalid UTF-8"),
    LARGE("300 KB"),
    DEEP("10 000 deep"),
    DUPLICATE_KEYS("duplicate keys"),
    WRONG_CONTENT_TYPE("wrong content-type"),
    BINARY_MODE("binary-mode event"),
    MISSING_ATTRIBUTE("missing attribute"),
    WRONG_TYPES("wrong types"),
    UNKNOWN_TYPE("unknown type"),
    UNKNOWN_MAJOR("unknown major"),
    UNKNOWN_PROPERTY("unknown property"),
    DATASCHEMA_MISMATCH("dataschema mismatch"),
    AMOUNT_AS_NUMBER("amount as number"),
    AMOUNT_WITH_COMMA("amount with comma"),
    AMOUNT_WITH_3_DECIMALS("amount with 3 decimals"),
    AMOUNT_OVER_RANGE("amount over range"),
    WRONG_CURRENCY("wrong currency"),
    NEGATIVE("negative where forbidden"),
    UNKNOWN_DISTRICT("unknown district"),
    UNKNOWN_DEPARTMENT("unknown department"),
    UNKNOWN_LINE("unknown line"),
    OTHER_SENDERS_DISTRICT("other sender's district"),
    RETIRED_SENDER("retired sender"),
    CLOSED_PERIOD("closed period"),
    YEAR_0001("effective date in year 0001"),
    YEAR_9999("effective date in year 9999"),
    VERSION_0("version 0"),
    VERSION_NEGATIVE("version negative"),
    VERSION_2_31("version 2^31"),
    VERSION_LOWER("version lower"),
    VERSION_EQUAL("version equal with other payload"),
    ID_REUSED("id reused"),
    TIME_10_YEARS_ON("time +10 y"),
    NULL_KEY("null key"),
    KEY_NOT_SUBJECT("key≠subject"),
    TOMBSTONE("tombstone"),
    BAD_TRACEPARENT("bad traceparent"),
    BAD_JWS("bad JWS"),
    REPLAYED_JWS("replayed old JWS"),
    HEADER_BOMB("header bomb"),
    COMPRESSED_BOMB("compressed bomb"),
    ABORTED_TRANSACTION("transactional-aborted record");

    private final String name;

    PoisonKind(String name) {
        this.name = name;
    }

    @Override
    public String toString() {
        return name;
    }
}
