package org.jixiao.reporting.web;

/**
 * A region or department that can be chosen.
 *
 * @param name the code as long as no name is known
 */
record Place(String code, String name) {

    /** How deep a region lies below its province, for indentation. */
    public int depth() {
        if (code.endsWith("0000")) {
            return 0;
        }
        return code.endsWith("00") ? 1 : 2;
    }
}
