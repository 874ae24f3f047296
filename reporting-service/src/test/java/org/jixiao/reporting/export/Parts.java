package org.jixiao.reporting.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/** The parts of which a workbook consists, as text by name. */
final class Parts {

    private Parts() {}

    static Map<String, String> of(byte[] workbook) {
        Map<String, String> parts = new LinkedHashMap<>();
        try (ZipFile zip = ZipFile.builder().setByteArray(workbook).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                try (InputStream in = zip.getInputStream(entry)) {
                    parts.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parts;
    }

    /** One part, to be looked into. */
    static Document xml(byte[] workbook, String part) {
        return Jsoup.parse(of(workbook).get(part), "", Parser.xmlParser());
    }

    /** A workbook of other parts. */
    static byte[] edited(byte[] workbook, BinaryOperator<String> otherPartByName) {
        ByteArrayOutputStream edited = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(edited)) {
            for (Map.Entry<String, String> part : of(workbook).entrySet()) {
                out.putNextEntry(new ZipEntry(part.getKey()));
                out.write(otherPartByName.apply(part.getKey(), part.getValue()).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return edited.toByteArray();
    }
}
