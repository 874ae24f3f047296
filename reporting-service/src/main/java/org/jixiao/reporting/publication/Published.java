package org.jixiao.reporting.publication;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jixiao.reporting.answer.Download;
import org.jixiao.reporting.answer.Format;
import org.jixiao.reporting.answer.KeptAnswers;
import org.jixiao.reporting.answer.Language;
import org.jixiao.reporting.answer.Representation;
import org.jixiao.reporting.difference.ComparedTable;
import org.jixiao.reporting.goaltable.Finding;
import org.jixiao.reporting.goaltable.SpooledTable;
import org.jixiao.reporting.goaltable.TableFormats;

/** Reads what is in the bytes of a publication, also of one that an earlier release has made. */
@ApplicationScoped
class Published {

    private final ObjectMapper json;
    private final TableFormats formats;
    private final ObjectReader findings;

    Published(ObjectMapper json, TableFormats formats) {
        this.json = json;
        this.formats = formats;
        this.findings = json.readerFor(Finding.View.class);
    }

    /** To be compared, and closed. */
    static ComparedTable compared(Connection connection, String number) {
        return compared(new PublishedBytes(connection, number));
    }

    /** The same of a table that is not published, by its canonical JSON. */
    static ComparedTable compared(InputStream canonical) {
        try (canonical) {
            return ComparedTable.read(canonical);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the rules found in it then. They come before the projects, and no more is read than it takes to get there. */
    List<Finding.View> findings(Connection connection, String number) {
        List<Finding.View> found = new ArrayList<>();
        try (JsonParser parser = json.createParser(new PublishedBytes(connection, number))) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isFindings = parser.currentName().equals("findings");
                parser.nextToken();
                if (isFindings) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        found.add(findings.readValue(parser));
                    }
                    return found;
                }
                parser.skipChildren();
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The table in any format; its JSON is what was published, byte for byte. */
    KeptAnswers.Making making(Connection connection, Summary of, Format format, Language language) {
        String number = of.number();
        if (format != Format.JSON) {
            SpooledTable table = SpooledTable.of(new PublishedBytes(connection, number), json);
            return formats.makingPublished(table, number, of.sha256(), format, language);
        }
        try (InputStream content = new PublishedBytes(connection, number)) {
            return KeptAnswers.ready(Representation.of(format.type(), content::transferTo)
                    .with(Map.of(Download.HASH_HEADER, of.sha256())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
