package org.jixiao.reporting.goaltable;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A table whose texts are in a temporary file, and its hash. Nothing of the database is held while it is used. */
public final class SpooledTable implements TableRows, AutoCloseable {

    private final GoalTable head;
    private final SpooledTexts texts;
    private final String sha256;

    private SpooledTable(GoalTable head, SpooledTexts texts, ObjectMapper json) throws IOException {
        this.head = head;
        this.texts = texts;
        TableDigest digest = new TableDigest(head, json);
        forEach(digest);
        this.sha256 = digest.sha256();
    }

    /** @param head with its projects in the order of their texts */
    static SpooledTable of(GoalTable head, SpooledTexts texts, ObjectMapper json) {
        try {
            return new SpooledTable(head, texts, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public GoalTable head() {
        return head;
    }

    /** Of the table's canonical JSON, in hexadecimal digits. */
    public String sha256() {
        return sha256;
    }

    @Override
    public void forEach(RowReader reader) throws IOException {
        try (SpooledTexts.Reading reading = texts.read()) {
            for (GoalTable.Unit unit : head.units()) {
                reader.unit(unit);
                for (GoalTable.Project project : unit.projects()) {
                    reader.project(reading.complete(project));
                }
            }
        }
    }

    @Override
    public void close() {
        texts.close();
    }
}
