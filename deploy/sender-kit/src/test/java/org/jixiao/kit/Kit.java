package org.jixiao.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The archive, unpacked as a bureau unpacks it: the tests run what is in it and nothing else. */
final class Kit {

    private final Path folder;

    private Kit(Path folder) {
        this.folder = folder;
    }

    /** What a command came to; both of its streams are one. */
    record Ran(int exit, String output) {

        List<String> lines() {
            return output.lines().toList();
        }
    }

    /** Unpacks the archive that the build has packed into a new folder. */
    static Kit unpacked(Path into) throws IOException {
        Path archive = Path.of(System.getProperty("kit.archive"));
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("enablePosixFileAttributes", true))) {
            try (Stream<Path> entries = Files.walk(zip.getPath("/"))) {
                entries.forEach(entry -> copy(entry, into.resolve("." + entry)));
            }
        }
        try (Stream<Path> inside = Files.list(into)) {
            return new Kit(inside.findFirst().orElseThrow().toAbsolutePath().normalize());
        }
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** Starts a command in the folder of the kit. */
    Process start(Path output, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }

    /** Runs a command to its end. */
    Ran run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "out", ".txt");
        int exit = start(output, List.of(command)).waitFor();
        return new Ran(exit, Files.readString(output));
    }

    private static void copy(Path entry, Path target) {
        try {
            if (Files.isDirectory(entry)) {
                Files.createDirectories(target);
                return;
            }
            Files.copy(entry, target);
            Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(entry));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
