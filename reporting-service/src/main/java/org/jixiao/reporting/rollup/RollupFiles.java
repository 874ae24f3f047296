package org.jixiao.reporting.rollup;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.jixiao.reporting.answer.CanonicalJson;
import org.jixiao.reporting.answer.Download;
import org.jixiao.reporting.answer.Format;
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

    /** 200 with the file to be saved, or 304 when the caller has it. */
    Response answer(Rollup rollup, Format format, Request request) {
        Rendering<Rollup> rendering = renderings.stream()
                .filter(each -> each.format() == format)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no file of format " + format));
        String sha256 = CanonicalJson.of(rollup, json).sha256();
        Rollup.Scope scope = rollup.scope();
        String by = rollup.by().parameter();
        return new Download(
                        format,
                        "rollup-" + rollup.fiscalYear() + "-" + scope.code() + "-" + by,
                        rollup.fiscalYear() + "年" + (scope.name() == null ? scope.code() : scope.name()) + "汇总-" + by,
                        sha256)
                .answer(request, out -> rendering.write(rollup, sha256, out));
    }
}
