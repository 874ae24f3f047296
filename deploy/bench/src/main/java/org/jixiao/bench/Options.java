package org.jixiao.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run measures.
 *
 * @param projects how many projects, one measurement each
 * @param rounds how often each measurement is repeated, by size; 0 for as often as its size allows
 * @param sample how long one transaction per event is watched
 * @param latency how long events are sent at a steady rate; zero to leave it out
 * @param rest how long it is waited before each measurement for the services to have nothing more to do
 * @param seed of the data
 * @param baselines whether the slow baselines are measured: one transaction per event, and Kafka Streams
 * @param json where the figures go, besides the table; null for nowhere
 * @param directory for data and logs, emptied before the run
 * @param recordings a directory for flight recordings of the services; null for none
 */
record Options(
        List<Integer> projects,
        List<Integer> rounds,
        Duration sample,
        Duration latency,
        Duration reads,
        Duration rest,
        long seed,
        boolean baselines,
        Path json,
        Path directory,
        Path recordings) {

    private static final int MANY = 200_000;
    private static final int SOME = 20_000;

    static final String USAGE = """
            deploy/bench/run [选项 / options]
              --projects=4000,60000,600000   项目数，每个测一次 / numbers of projects, measured one after the other
              --rounds=5,3,1                 每个重复几次 / repetitions of each
              --sample=20                    每事件一个事务的观察秒数 / seconds for which one transaction per event is watched
              --latency=30                   每秒 200 个事件的秒数，0 不测 / seconds at 200 events per second; 0 for none
              --reads=5                      读取每项的秒数，0 不测 / seconds for each kind of reading; 0 for none
              --rest=600                     每项之前最多等多少秒，让服务做完后台工作 / the most seconds before each measurement for the services to come to rest
              --seed=20250220
              --baselines=all                copy：只测 COPY / only COPY
              --json=<file>                  数字另存为 JSON / the figures as JSON, too
              --directory=deploy/bench/target/data
              --recordings=<directory>       服务的 JFR 记录 / flight recordings of the services
            """;

    static Options defaults(Path directory) {
        return new Options(
                List.of(4_000, 60_000, 600_000),
                List.of(0),
                Duration.ofSeconds(20),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofMinutes(10),
                20_250_220,
                true,
                null,
                directory,
                null);
    }

    /** @throws IllegalArgumentException naming the argument that is no option */
    static Options parse(List<String> arguments, Path directory) {
        Options options = defaults(directory);
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException(argument);
            }
            options = options.with(argument.substring(0, equals), argument.substring(equals + 1));
        }
        return options;
    }

    int roundsOf(int size) {
        int place = Math.min(projects.indexOf(size), rounds.size() - 1);
        if (rounds.get(place) > 0) {
            return rounds.get(place);
        }
        return size >= MANY ? 1 : size >= SOME ? 3 : 5;
    }

    private Options with(String name, String value) {
        List<Integer> sizes = projects;
        List<Integer> repetitions = rounds;
        Duration watched = sample;
        Duration steady = latency;
        Duration reading = reads;
        Duration resting = rest;
        long begin = seed;
        boolean slow = baselines;
        Path file = json;
        Path place = directory;
        Path flights = recordings;
        switch (name) {
            case "--projects" -> sizes = numbers(value);
            case "--rounds" -> repetitions = numbers(value);
            case "--sample" -> watched = Duration.ofSeconds(Long.parseLong(value));
            case "--latency" -> steady = Duration.ofSeconds(Long.parseLong(value));
            case "--reads" -> reading = Duration.ofSeconds(Long.parseLong(value));
            case "--rest" -> resting = Duration.ofSeconds(Long.parseLong(value));
            case "--seed" -> begin = Long.parseLong(value);
            case "--baselines" -> slow = !value.equals("copy");
            case "--json" -> file = Path.of(value);
            case "--directory" -> place = Path.of(value);
            case "--recordings" -> flights = Path.of(value);
            default -> throw new IllegalArgumentException(name);
        }
        return new Options(sizes, repetitions, watched, steady, reading, resting, begin, slow, file, place, flights);
    }

    private static List<Integer> numbers(String value) {
        List<Integer> numbers = new ArrayList<>();
        for (String number : value.split(",")) {
            numbers.add(Integer.valueOf(number));
        }
        return List.copyOf(numbers);
    }
}
