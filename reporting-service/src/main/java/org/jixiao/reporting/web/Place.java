package org.jixiao.reporting.web;

/**
 * A region or department that can be chosen.
 *
 * @param name the code as long as no name is known
 * @param parent the region right above; null at the top and for departments
 * @param depth how deep a region lies below the top, for indentation
 */
record Place(String code, String name, String parent, int depth) {}
