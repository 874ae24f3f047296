package org.jixiao.local;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where things are in the checkout this JVM was started in. */
final class ProjectLayout {
    /** Names the root of the checkout when the working directory is elsewhere. */
    static final String ROOT_PROPERTY = "jixiao.root";

    private ProjectLayout() {}

    /** The directory that holds {@code mvnw}: this one or one above. */
    static Path root() {
        var start = Path.of(System.getProperty(ROOT_PROPERTY, "")).toAbsolutePath();
        for (var directory = start; directory != null; directory = directory.getParent()) {
            if (Files.exists(directory.resolve("mvnw"))) {
                return directory;
            }
        }
        throw new StartFailed("No mvnw in " + start + " or above; set -D" + ROOT_PROPERTY + "=<checkout>");
    }

    /** What the build of this module leaves behind. */
    static Path target() {
        return root().resolve("deploy/local/target");
    }

    /** All jars of the launcher and the broker. */
    static Path jars() {
        var jars = target().resolve("lib");
        if (!Files.isDirectory(jars)) {
            throw new StartFailed(
                    jars + " is missing; build it with ./mvnw -Dquick -pl deploy/local process-resources");
        }
        return jars;
    }
}
