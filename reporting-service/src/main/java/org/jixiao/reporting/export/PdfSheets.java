package org.jixiao.reporting.export;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.GregorianCalendar;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;
import org.jsoup.helper.W3CDom;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/**
 * The pages of one PDF document, A3 landscape. Finished pages wait in a temporary file. One font is embedded, with the
 * characters that are used, so that the document looks the same everywhere.
 */
final class PdfSheets implements AutoCloseable {

    private static final String STYLE = resource("/export/print.css");
    private static final int MARGIN = 34;
    private static final int SMALL = 8;
    private static final int EM = 1000;

    private final PDDocument document = new PDDocument(IOUtils.createTempFileOnlyStreamCache());
    private final PdfFont font;

    PdfSheets() throws IOException {
        font = new PdfFont(document);
    }

    /** Lays a part of a page out on new pages; it is changed by that. */
    void add(Element part) throws IOException {
        part.forEachNode(node -> {
            if (node instanceof TextNode text) {
                text.text(font.printed(text.getWholeText()));
            }
        });
        org.jsoup.nodes.Document page = org.jsoup.nodes.Document.createShell("");
        page.head().appendElement("style").appendChild(new DataNode(STYLE));
        page.body().appendChild(part);
        PdfRendererBuilder builder = new PdfRendererBuilder()
                .useFont(new PDFontSupplier(font.embedded()), PdfFont.FAMILY, PdfFont.WEIGHT, FontStyle.NORMAL, true)
                .withW3cDocument(new W3CDom().fromJsoup(page), null)
                .usePDDocument(document);
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
            renderer.createPDFWithoutClosing();
        }
    }

    /** Prints the margins, now that the number of pages is known, and writes the document. */
    void finish(Imprint imprint, OutputStream out) throws IOException {
        int count = document.getNumberOfPages();
        int number = 0;
        for (PDPage page : document.getPages()) {
            number++;
            try (PDPageContentStream margin = new PDPageContentStream(document, page, AppendMode.APPEND, true, true)) {
                print(margin, page.getMediaBox(), imprint, number, count);
            }
        }
        describe(imprint);
        document.save(out);
    }

    @Override
    public void close() throws IOException {
        document.close();
    }

    private void print(PDPageContentStream margin, PDRectangle page, Imprint imprint, int number, int count)
            throws IOException {
        int right = Math.round(page.getWidth()) - MARGIN;
        if (number > 1) {
            int top = Math.round(page.getHeight()) - MARGIN + SMALL;
            print(margin, MARGIN, top, imprint.subject());
            print(margin, right - width(imprint.moneyUnit()), top, imprint.moneyUnit());
        }
        print(margin, MARGIN, MARGIN / 2, "SHA-256 " + imprint.sha256());
        String pages = "第 " + number + " 页，共 " + count + " 页";
        print(margin, (MARGIN + right - width(pages)) / 2, MARGIN / 2, pages);
        print(margin, right - width(imprint.state()), MARGIN / 2, imprint.state());
    }

    /** All in points. */
    private void print(PDPageContentStream margin, int x, int y, String text) throws IOException {
        margin.beginText();
        margin.setFont(font.embedded(), SMALL);
        margin.newLineAtOffset(x, y);
        margin.showText(font.printed(text));
        margin.endText();
    }

    private int width(String text) throws IOException {
        return Math.round(font.embedded().getStringWidth(font.printed(text)) * SMALL / EM);
    }

    /** The time of the content and a number from its hash, not those of the printing: equal tables, equal bytes. */
    private void describe(Imprint imprint) {
        PDDocumentInformation properties = new PDDocumentInformation();
        properties.setTitle(imprint.subject());
        properties.setSubject(imprint.state());
        properties.setCreator("Jixiao");
        properties.setCustomMetadataValue("SHA-256", imprint.sha256());
        if (imprint.asOf() != null) {
            properties.setCreationDate(GregorianCalendar.from(ZonedDateTime.ofInstant(imprint.asOf(), ZoneOffset.UTC)));
        }
        document.setDocumentInformation(properties);
        document.setDocumentId(Long.parseUnsignedLong(imprint.sha256().substring(0, 16), 16));
        document.getDocumentCatalog().setLanguage("zh-CN");
        PDViewerPreferences preferences = new PDViewerPreferences(new COSDictionary());
        preferences.setDisplayDocTitle(true);
        document.getDocumentCatalog().setViewerPreferences(preferences);
    }

    private static String resource(String name) {
        try (InputStream in = PdfSheets.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
