package org.jixiao.reporting.export;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jixiao.platform.problem.Problem;
import org.jixiao.platform.problem.ProblemCode;
import org.jixiao.platform.problem.Text;

/**
 * Looks at a workbook before the library that reads it does: how much it unpacks to, where its cells say that they are,
 * how many formulas it has. The library would take memory or time without bound for a few bytes of any of them. It is
 * opened by the same code that the library opens it with, so that both see the same entries.
 */
final class SafeArchive {

    private static final int MOST_ENTRIES = 200;
    private static final long MOST_BYTES = 128L << 20;
    private static final int MOST_FORMULAS = 5_000;
    private static final Pattern CELL = Pattern.compile("[A-Z]{1,3}[1-9][0-9]{0,6}");
    private static final Pattern ROW = Pattern.compile("[1-9][0-9]{0,6}");

    private static final XMLInputFactory XML = factory();

    private long bytes;
    private int formulas;

    private SafeArchive() {}

    /**
     * Returns when it is harmless.
     *
     * @throws Problem TOO_LARGE for one that unpacks to too much
     * @throws IOException when it is no archive
     * @throws XMLStreamException when a part is no XML
     */
    static void check(byte[] workbook) throws IOException, XMLStreamException {
        try (ZipFile archive = ZipFile.builder().setByteArray(workbook).get()) {
            SafeArchive safe = new SafeArchive();
            int entries = 0;
            for (Iterator<ZipArchiveEntry> all = archive.getEntries().asIterator(); all.hasNext(); ) {
                if (++entries > MOST_ENTRIES) {
                    throw tooLarge();
                }
                safe.check(archive, all.next());
            }
        }
    }

    private void check(ZipFile archive, ZipArchiveEntry entry) throws IOException, XMLStreamException {
        try (InputStream content = new Counted(archive.getInputStream(entry))) {
            if (entry.getName().endsWith(".xml")) {
                checkXml(content);
            } else {
                content.transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    private void checkXml(InputStream content) throws XMLStreamException {
        XMLStreamReader reader = XML.createXMLStreamReader(content);
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                checkElement(reader);
            }
        }
    }

    private void checkElement(XMLStreamReader reader) {
        switch (reader.getLocalName()) {
            case "c" -> checkReference(reader.getAttributeValue(null, "r"), CELL);
            case "row" -> checkReference(reader.getAttributeValue(null, "r"), ROW);
            case "f" -> {
                if (++formulas > MOST_FORMULAS) {
                    throw tooLarge();
                }
            }
            default -> {}
        }
    }

    private static void checkReference(String reference, Pattern allowed) {
        if (reference != null && !allowed.matcher(reference).matches()) {
            throw tooLarge();
        }
    }

    private static Problem tooLarge() {
        return new Problem(
                ProblemCode.TOO_LARGE,
                Text.of("工作簿解压后过大，或单元格、公式过多", "The workbook unpacks to too much, or has too many cells or formulas"));
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** Counts what all entries together unpack to. */
    private final class Counted extends FilterInputStream {

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int more) {
            bytes += more;
            if (bytes > MOST_BYTES) {
                throw tooLarge();
            }
        }
    }
}
