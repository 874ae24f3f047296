package org.jixiao.reporting.web;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.jixiao.reporting.answer.CanonicalJson;
import org.jixiao.reporting.freshness.Freshness;
import org.jixiao.reporting.reconciliation.Agreement;

/**
 * What a page begins with: the way to it, and how its figures stand.
 *
 * @param departments whose figures are shown
 * @param regionName that of the region that is shown, perhaps of another year; null where none is, or it has none
 * @param fresh null where nothing can be shown
 * @param agreement null where nothing can be shown
 */
record Outline(Chooser chooser, List<String> departments, String regionName, Freshness fresh, Agreement agreement) {

    Here here() {
        return chooser.here();
    }

    /** Whether nothing has come yet that could be shown to somebody who has chosen nothing. */
    boolean isBeforeAnyTable() {
        return chooser.years().isEmpty() && here().region() == null && here().department() == null;
    }

    /** Another one whenever anything has changed that the page shows: the freshness has a version of all its figures. */
    String version() {
        byte[] all = toString().getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(CanonicalJson.digest().digest(all));
    }
}
