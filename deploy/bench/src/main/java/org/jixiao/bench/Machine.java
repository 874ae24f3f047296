package org.jixiao.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The machine of a run: ratios are of one machine, and figures without it mean nothing.
 *
 * @param memory in MiB
 * @param loadBefore the average over the last minute when the run began: above 0.5 somebody else was working
 * @param syncMicros the median time that it takes to write 8 KiB and have them on the disk
 */
record Machine(
        int cores, long memory, String processor, String system, String jvm, double loadBefore, long syncMicros) {

    private static final int SYNCS = 200;
    private static final int PAGE = 8192;

    static Machine here(Path directory) {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                kilobytes(Path.of("/proc/meminfo"), "MemTotal:") / 1024,
                first(Path.of("/proc/cpuinfo"), "model name"),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.version"),
                load(),
                syncMicros(directory));
    }

    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /** The most memory that a process has ever had, in MiB; 0 where the system does not tell. */
    static long peakMemory(long pid) {
        return kilobytes(Path.of("/proc", Long.toString(pid), "status"), "VmHWM:") / 1024;
    }

    private static long syncMicros(Path directory) {
        Path file = directory.resolve("sync");
        long[] nanos = new long[SYNCS];
        try {
            Files.createDirectories(directory);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                for (int i = 0; i < SYNCS; i++) {
                    long began = System.nanoTime();
                    channel.write(ByteBuffer.allocate(PAGE));
                    channel.force(false);
                    nanos[i] = System.nanoTime() - began;
                }
            }
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Arrays.sort(nanos);
        return nanos[SYNCS / 2] / 1000;
    }

    private static long kilobytes(Path file, String name) {
        String digits = first(file, name).replaceAll("[^0-9]", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }

    private static String first(Path file, String name) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
