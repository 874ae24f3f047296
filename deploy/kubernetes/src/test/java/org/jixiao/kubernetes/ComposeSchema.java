package org.jixiao.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The JSON Schema of the Compose Specification. The resource {@code compose-spec.json} is a copy of
 * {@code schema/compose-spec.json} of github.com/compose-spec/compose-spec (Apache-2.0), as the npm package dclint 3.1.0
 * distributes it.
 */
final class ComposeSchema {
    private static final Schema SCHEMA =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(document());

    private ComposeSchema() {}

    /** What a compose file says that the specification does not know. */
    static List<String> violations(JsonNode composeFile) {
        return SCHEMA.validate(composeFile).stream().map(Object::toString).toList();
    }

    private static JsonNode document() {
        try (var resource = ComposeSchema.class.getResourceAsStream("compose-spec.json")) {
            var document = (ObjectNode) new ObjectMapper().readTree(resource);
            // It is no absolute URI, which the validator insists on; nothing refers to it.
            document.remove("$id");
            return document;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
