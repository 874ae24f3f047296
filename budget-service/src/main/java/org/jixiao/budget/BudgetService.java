package org.jixiao.budget;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.jixiao.platform.RequiredSettings;

/** Owns what each project may spend. */
@QuarkusMain
public final class BudgetService {

    private BudgetService() {}

    /** Starts the service, or says which setting is missing. */
    public static void main(String... args) {
        RequiredSettings.requireOrExit();
        Quarkus.run(args);
    }
}
