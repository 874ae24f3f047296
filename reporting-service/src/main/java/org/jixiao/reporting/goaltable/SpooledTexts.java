package org.jixiao.reporting.goaltable;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The texts of projects, one after another in a temporary file, which is gone when this is closed. */
final class SpooledTexts implements AutoCloseable {

    private final Path file;
    private final DataOutputStream out;

    SpooledTexts() {
        try {
            file = Files.createTempFile("jixiao-", ".texts");
            out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The texts of the next project. */
    void add(GoalTable.Project project) {
        try {
            write(project.goal());
            write(project.indicatorsText());
            write(project.indicators());
            write(project.flags());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From the first project on; to be closed. */
    Reading read() throws IOException {
        out.flush();
        return new Reading(new DataInputStream(new BufferedInputStream(Files.newInputStream(file))));
    }

    @Override
    public void close() {
        try {
            out.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
        } else {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(utf8.length);
            out.write(utf8);
        }
    }

    /** Gives the texts back in the order in which they came. */
    record Reading(DataInputStream in) implements AutoCloseable {

        /** The next project with its texts. */
        GoalTable.Project complete(GoalTable.Project project) throws IOException {
            return project.with(text(), text(), text(), text());
        }

        @Override
        public void close() throws IOException {
            in.close();
        }

        private String text() throws IOException {
            int length = in.readInt();
            return length < 0 ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
        }
    }
}
