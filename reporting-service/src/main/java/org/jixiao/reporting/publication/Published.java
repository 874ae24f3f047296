package org.jixiao.reporting.publication;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jixiao.reporting.goaltable.Finding;

/** Reads what is in the bytes of a publication, also of one that an earlier release has made. */
@ApplicationScoped
class Published {

    private final ObjectMapper json;
    private final ObjectReader findings;

    Published(ObjectMapper json) {
        this.json = json;
        this.findings = json.readerFor(Finding.View.class);
    }

    JsonNode tree(byte[] content) {
        try {
            return json.readTree(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the rules found in it then. */
    List<Finding.View> findings(Kept publication) {
        try {
            List<Finding.View> found = new ArrayList<>();
            for (JsonNode each : tree(publication.content()).path("findings")) {
                found.add(findings.readValue(each));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
