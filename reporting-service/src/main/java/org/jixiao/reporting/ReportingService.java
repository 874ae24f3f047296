package org.jixiao.reporting;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.jixiao.platform.RequiredSettings;

/** Joins what the owners publish into tables and rollups. */
@QuarkusMain
public final class ReportingService {

    private ReportingService() {}

    /** Starts the service, or says which setting is missing. */
    public static void main(String... args) {
        RequiredSettings.requireOrExit();
        Quarkus.run(args);
    }
}
