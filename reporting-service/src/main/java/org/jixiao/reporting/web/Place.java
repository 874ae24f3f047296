package org.jixiao.reporting.web;

/**
 * A region or department that can be chosen.
 *
 * @param name the code as long as no name is known
 * @param parent the region right above; null at the top and for departments
 */
record Place(String code, String name, String parent) {

    /** How deep a region lies below its province, for indentation. */
    public int depth() {
        if (code.endsWith("0000")) {
            return 0;
        }
        return code.endsWith("00") ? 1 : 2;
    }
}
