package org.jixiao.reporting.goaltable;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jixiao.reporting.answer.CanonicalJson;
import org.jixiao.reporting.answer.Content;
import org.jixiao.reporting.answer.Spool;

/** A table whose texts are not in memory when they are many. Nothing of the database is held while it is used. */
public final class SpooledTable implements TableRows, AutoCloseable {

    private final GoalTable head;
    private final SpooledTexts texts;
    private final ObjectMapper json;
    private String sha256;

    /** @param head with its projects in the order of their texts */
    SpooledTable(GoalTable head, SpooledTexts texts, ObjectMapper json) {
        this.head = head;
        this.texts = texts;
        this.json = json;
    }

    /** From the JSON of its contract, which is read as it comes. */
    public static SpooledTable of(InputStream table, ObjectMapper json) {
        SpooledTexts texts = new SpooledTexts();
        try {
            return new SpooledTable(new TableParser(json, texts).read(table), texts, json);
        } catch (IOException e) {
            texts.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            texts.close();
            throw e;
        }
    }

    @Override
    public GoalTable head() {
        return head;
    }

    /** Of the table's canonical JSON, in hexadecimal digits. */
    public String sha256() {
        if (sha256 == null) {
            try {
                writeCanonical(OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return sha256;
    }

    /** The table's canonical JSON, to be closed. */
    public Content canonical() {
        try (Spool spool = new Spool()) {
            writeCanonical(spool);
            return spool.content();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As its contract has it, member by member. */
    void writeJson(OutputStream out) throws IOException {
        TableJson.asDeclared(this, json, out);
    }

    private void writeCanonical(OutputStream out) throws IOException {
        MessageDigest digest = CanonicalJson.digest();
        TableJson.canonical(this, json, new DigestOutputStream(out, digest));
        sha256 = HexFormat.of().formatHex(digest.digest());
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
