package org.jixiao.reporting.rollup;

import org.jixiao.platform.problem.Page;
import org.jixiao.reporting.rollup.Rollup.Links;

/** The addresses of rollups, so that nobody has to know how they are made. */
final class Addresses {

    private static final String ROLLUPS = "/api/v1/rollups?year=";

    private final Question question;

    Addresses(Question question) {
        this.question = question;
    }

    /** An area in the same year, split into the level below it. */
    String of(Area area) {
        return in(question.year(), area);
    }

    /** The same in some year. */
    String in(int year, Area area) {
        return address(year, area, null);
    }

    /** This area, split otherwise. */
    String by(By by) {
        return address(question.year(), question.area(), by);
    }

    /** The printed table in which the projects of a department stand. */
    String table(String departmentCode) {
        return "/api/v1/goal-tables/" + question.year() + "/" + departmentCode;
    }

    /**
     * @param month by which lamps of money judge, so that the same address gives the same lamps later; null for other rows, 0 in a
     *     year that has not begun, which no address can ask for
     * @param parent null at the top
     * @param nextCursor null on the last page
     */
    Links links(By by, Integer month, Area parent, String nextCursor) {
        String self = by(by) + (month == null || month == 0 ? "" : "&month=" + month);
        int limit = question.page().limit();
        String paged = limit >= Page.MOST ? self : self + "&limit=" + limit;
        String children =
                switch (question.area()) {
                    case Area.Unit unit -> table(unit.departmentCode());
                    case Area.Department department -> by(By.UNIT);
                    case Area.Region region -> of(region);
                    case Area.Own own -> of(own);
                };
        return new Links(
                paged,
                parent == null ? null : of(parent),
                children,
                nextCursor == null ? null : paged + "&cursor=" + nextCursor);
    }

    private String address(int year, Area area, By by) {
        String at =
                switch (area) {
                    case Area.Region(String code) -> "&region=" + code;
                    case Area.Own(String code) -> "&region=" + code + "&own=true";
                    case Area.Department(String code) -> "&department=" + code;
                    case Area.Unit(String code) -> "&unit=" + code;
                };
        String split = by == null ? "" : "&by=" + by.parameter();
        String basis =
                question.basis() == null ? "" : "&basis=" + question.basis().parameter();
        return ROLLUPS + year + at + split + basis;
    }
}
