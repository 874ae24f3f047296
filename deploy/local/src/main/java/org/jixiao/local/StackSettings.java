package org.jixiao.local;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where a local stack keeps its files and listens.
 *
 * @param directory data, logs, tokens and addresses are kept here
 * @param ports     one for each part
 * @param checkout  holds the built services as {@code <service>/target/quarkus-app}
 */
public record StackSettings(Path directory, Map<LocalPort, Integer> ports, Path checkout) {
    private static final String DIRECTORY_VARIABLE = "JIXIAO_LOCAL_DIR";

    public StackSettings {
        directory = directory.toAbsolutePath().normalize();
        ports = Map.copyOf(ports);
    }

    /** With free ports and the services of this checkout, for tests. */
    public static StackSettings random(Path directory) {
        var ports = new EnumMap<LocalPort, Integer>(LocalPort.class);
        for (var port : LocalPort.values()) {
            ports.put(port, Ports.orFree(0));
        }
        return new StackSettings(directory, ports, ProjectLayout.root());
    }

    /**
     * From options such as {@code --budget-port=9081}, else from the environment, else the usual ones.
     *
     * @throws StartFailed when a port is none
     */
    static StackSettings of(List<String> options, Map<String, String> environment, Path checkout) {
        var ports = new EnumMap<LocalPort, Integer>(LocalPort.class);
        for (var port : LocalPort.values()) {
            var fallback = environment.getOrDefault(port.variable(), Integer.toString(port.usual()));
            ports.put(port, parse(port, valueOf(port.option(), options, fallback)));
        }
        var directory = environment.getOrDefault(DIRECTORY_VARIABLE, ".local");
        return new StackSettings(checkout.resolve(directory), ports, checkout);
    }

    /** Whether this is an option with a value that {@link #of} reads. */
    static boolean knows(String option) {
        return List.of(LocalPort.values()).stream().anyMatch(port -> option.startsWith(port.option() + "="));
    }

    int port(LocalPort port) {
        return ports.get(port);
    }

    /** The packaged form of a service. */
    Path quarkusApp(String service) {
        return checkout.resolve(service).resolve("target/quarkus-app");
    }

    Path log(String name) {
        return directory.resolve("logs").resolve(name + ".log");
    }

    /**
     * Looks at every port before anything is started.
     *
     * @throws StartFailed naming the first port that is taken, who wanted it, and what to set
     */
    void requireFreePorts() {
        for (var port : LocalPort.values()) {
            boolean wantedTwice = ports.values().stream()
                            .filter(Integer.valueOf(port(port))::equals)
                            .count()
                    > 1;
            if (wantedTwice || Ports.taken(port(port))) {
                throw new StartFailed(
                        "端口 %1$d 已被占用，%2$s 需要它：请设置 %3$s 换一个端口 / Port %1$d, which %2$s wants, is taken: set %3$s to another one"
                                .formatted(port(port), port.owner(), port.variable()));
            }
        }
    }

    private static String valueOf(String name, List<String> options, String fallback) {
        return options.stream()
                .filter(option -> option.startsWith(name + "="))
                .reduce((first, last) -> last)
                .map(option -> option.substring(name.length() + 1))
                .orElse(fallback);
    }

    private static int parse(LocalPort port, String value) {
        try {
            int number = Integer.parseInt(value);
            if (number > 0 && number < 65_536) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, as for a number out of range
        }
        throw new StartFailed("%s 不是端口：%s / %1$s is no port: %2$s".formatted(port.variable(), value));
    }
}
