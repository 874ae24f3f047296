package org.jixiao.reporting.goaltable;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jixiao.reporting.answer.Content;
import org.jixiao.reporting.answer.Spool;

/** The texts of projects, one after another; on disk when they are many. */
final class SpooledTexts implements AutoCloseable {

    private final Spool spool = new Spool();
    private final DataOutputStream out = new DataOutputStream(spool);
    private Content content;

    /** The texts of the next project. */
    void add(GoalTable.Project project) {
        try {
            write(project.goal());
            write(project.indicatorsText());
            write(project.indicators());
            write(project.flags());
            write(project.assessment());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From the first project on, when all are there; to be closed. */
    Reading read() throws IOException {
        if (content == null) {
            content = spool.content();
        }
        return new Reading(new DataInputStream(new BufferedInputStream(content.open())));
    }

    @Override
    public void close() {
        try {
            spool.close();
            if (content != null) {
                content.close();
            }
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
            return project.with(text(), text(), text(), text(), text());
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
