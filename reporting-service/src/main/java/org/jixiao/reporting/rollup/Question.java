package org.jixiao.reporting.rollup;

import org.jixiao.platform.problem.Page;
import org.jixiao.reporting.answer.Language;

/**
 * What a rollup was asked for.
 *
 * @param by null for the level below the area, which is the total of a department or unit
 * @param basis null for the money in force, be it adjusted or not
 * @param month by which lamps judge, 1 to 12; null for the present one
 * @param page of the rows
 */
public record Question(int year, Area area, By by, Basis basis, Integer month, Page.Request page, Language language) {

    private static final int ALL_ROWS = Integer.MAX_VALUE - 1;

    /** The money in force and the first page of rows, as many as a page may have. */
    public static Question of(int year, Area area, By by, Language language) {
        return new Question(year, area, by, null, null, Page.Request.of(null, Page.MOST), language);
    }

    /** The same with the rows that come behind one of them; from the first on when that is "". */
    public Question after(String key) {
        return new Question(year, area, by, basis, month, new Page.Request(key, page.limit()), language);
    }

    /** Which money is added up: what is in force is kept as adjusted, also where nothing was adjusted. */
    Basis money() {
        return basis == null ? Basis.ADJUSTED : basis;
    }

    /** The same, equal for all who are answered in the same language. */
    Question inOneLanguage() {
        return new Question(year, area, by, basis, month, page, language.spoken());
    }

    /** The same for a file, which has all rows and is Chinese. */
    Question forFile() {
        return new Question(year, area, by, basis, month, new Page.Request("", ALL_ROWS), Language.CHINESE);
    }
}
