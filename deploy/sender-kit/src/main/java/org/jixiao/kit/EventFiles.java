package org.jixiao.kit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Files of events, read the way the sender reads them: a {@code .ndjson} or {@code .jsonl} file has an event on each
 * line, any other file is one event. Of a directory, its {@code .json}, {@code .ndjson} and {@code .jsonl} files by name.
 */
final class EventFiles {

    private EventFiles() {}

    /** Hands over the events in order, one at a time. */
    static void read(List<Path> paths, Consumer<FoundEvent> each) throws IOException {
        for (Path path : paths) {
            for (Path file : filesOf(path)) {
                if (hasLines(file)) {
                    readLines(file, each);
                } else {
                    each.accept(new FoundEvent(file, 0, Files.readAllBytes(file)));
                }
            }
        }
    }

    private static List<Path> filesOf(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> inside = Files.list(path)) {
            return inside.filter(file -> hasLines(file) || file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean hasLines(Path file) {
        return file.toString().endsWith(".ndjson") || file.toString().endsWith(".jsonl");
    }

    private static void readLines(Path file, Consumer<FoundEvent> each) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int number = 1;
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next != '\n') {
                    line.write(next);
                    continue;
                }
                handOver(new FoundEvent(file, number++, withoutReturn(line.toByteArray())), each);
                line.reset();
            }
            handOver(new FoundEvent(file, number, withoutReturn(line.toByteArray())), each);
        }
    }

    private static void handOver(FoundEvent event, Consumer<FoundEvent> each) {
        if (event.bytes().length > 0) {
            each.accept(event);
        }
    }

    private static byte[] withoutReturn(byte[] line) {
        boolean ended = line.length > 0 && line[line.length - 1] == '\r';
        return ended ? Arrays.copyOf(line, line.length - 1) : line;
    }
}
