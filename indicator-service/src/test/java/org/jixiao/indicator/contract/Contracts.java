package org.jixiao.indicator.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jixiao.platform.problem.JsonSchema;

/** The published contracts, as files. */
final class Contracts {

    static final Path FOLDER = Path.of("contracts");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Contracts() {}

    /** A schema by its file's name without the ending. */
    static JsonSchema schema(String name) {
        return JsonSchema.ofResource("/contracts/schemas/" + name + ".json");
    }

    /** The names of the files of one folder, without their ending. */
    static List<String> names(String folder) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.map(file -> file.getFileName().toString().replaceFirst("\\.json$", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode example(String name) {
        return json(FOLDER.resolve("examples").resolve(name + ".json"));
    }

    static JsonNode json(Path file) {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
