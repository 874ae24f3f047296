package org.jixiao.reporting.rollup;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import org.jixiao.reporting.answer.CanonicalJson;
import org.jixiao.reporting.answer.Download;
import org.jixiao.reporting.answer.Format;
import org.jixiao.reporting.answer.KeptAnswers;
import org.jixiao.reporting.answer.Rendering;

/** Rollups as files. */
@ApplicationScoped
class RollupFiles {

    private final Instance<Rendering<Rollup>> renderings;
    private final ObjectMapper json;

    RollupFiles(Instance<Rendering<Rollup>> renderings, ObjectMapper json) {
        this.renderings = renderings;
        this.json = json;
    }

    /** An answer with the file to be saved. */
    KeptAnswers.Making making(Rollup rollup, Format format) {
        Rendering<Rollup> rendering = renderings.stream()
                .filter(each -> each.format() == format)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no file of format " + format));
        String sha256 = CanonicalJson.of(rollup, json).sha256();
        Rollup.Scope scope = rollup.scope();
        Download download = new Download(
                format,
                "rollup-" + rollup.fiscalYear() + "-" + scope.code() + "-"
                        + rollup.by().parameter()
                        + (rollup.month() == null ? "" : "-" + rollup.month()),
                rollup.fiscalYear() + "年" + (scope.name() == null ? scope.code() : scope.name()) + "汇总（"
                        + rollup.by().label().zh()
                        + Lamp.asOf(rollup.month()) + "）",
                sha256);
        return KeptAnswers.making(download, out -> rendering.write(rollup, sha256, out));
    }
}
