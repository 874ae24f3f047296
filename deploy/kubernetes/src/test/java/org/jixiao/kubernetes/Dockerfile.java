package org.jixiao.kubernetes;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** {@code deploy/Dockerfile} as its instructions; those that we do not use are refused. */
final class Dockerfile {
    private static final Set<String> KNOWN =
            Set.of("FROM", "ARG", "LABEL", "WORKDIR", "COPY", "ENV", "USER", "ENTRYPOINT");

    private final List<Instruction> instructions;

    private Dockerfile(List<Instruction> instructions) {
        this.instructions = instructions;
    }

    /** One instruction, its continued lines joined. */
    record Instruction(String name, String arguments) {
        Instruction {
            if (!KNOWN.contains(name)) {
                throw new IllegalArgumentException("Not known here: " + name);
            }
        }
    }

    static Dockerfile read() {
        var instructions = new ArrayList<Instruction>();
        var joined =
                Checkout.read("deploy/Dockerfile").replaceAll("(?m)^#.*\n", "").replace("\\\n", " ");
        joined.lines().filter(line -> !line.isBlank()).forEach(line -> {
            var parts = line.strip().split("\\s+", 2);
            instructions.add(new Instruction(parts[0], parts[1]));
        });
        return new Dockerfile(instructions);
    }

    /** What an instruction that is there once says. */
    String the(String name) {
        var found = all(name).toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(found.size() + " of " + name);
        }
        return found.getFirst();
    }

    /** The user id it runs as. */
    long user() {
        return Long.parseLong(the("USER").split(":", 2)[0]);
    }

    /** What is copied for a service, relative to the root of the checkout. */
    List<Path> sources(String service) {
        return all("COPY")
                .map(arguments -> arguments.split("\\s+")[0])
                .map(source -> Path.of(source.replace("${SERVICE}", service)))
                .toList();
    }

    /** Whether {@code .dockerignore} lets the builder see a path. */
    static boolean isSent(Path source) {
        var lines = Checkout.read(".dockerignore")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
        if (!lines.getFirst().equals("*")) {
            throw new IllegalArgumentException(".dockerignore begins by ignoring everything");
        }
        var files = FileSystems.getDefault();
        return lines.stream()
                .skip(1)
                .map(line -> files.getPathMatcher("glob:" + line.substring(1) + "{,/**}"))
                .anyMatch(pattern -> pattern.matches(source));
    }

    private Stream<String> all(String name) {
        return instructions.stream()
                .filter(instruction -> instruction.name().equals(name))
                .map(Instruction::arguments);
    }
}
