package org.jixiao.indicator;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.jixiao.platform.RequiredSettings;

/** Owns what each project must achieve. */
@QuarkusMain
public final class IndicatorService {

    private IndicatorService() {}

    /** Starts the service, or says which setting is missing. */
    public static void main(String... args) {
        RequiredSettings.requireOrExit();
        Quarkus.run(args);
    }
}
