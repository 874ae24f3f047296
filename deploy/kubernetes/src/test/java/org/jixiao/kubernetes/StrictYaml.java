package org.jixiao.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads YAML so that nothing is overlooked: no key twice, no unknown field, no number where text is wanted. */
final class StrictYaml {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .annotationIntrospector(new NoFieldIsUnknown())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private StrictYaml() {}

    /** Every document of a file, with anchors and merge keys resolved. */
    static List<ObjectNode> documents(String yaml) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        var documents = new ArrayList<ObjectNode>();
        for (var document : new Yaml(new SafeConstructor(options)).loadAll(yaml)) {
            documents.add(MAPPER.valueToTree(document));
        }
        return documents;
    }

    /** The only document of a file. */
    static ObjectNode document(String yaml) {
        var documents = documents(yaml);
        if (documents.size() != 1) {
            throw new IllegalArgumentException(documents.size() + " documents where one is wanted");
        }
        return documents.getFirst();
    }

    /**
     * The document as this type.
     *
     * @throws IllegalArgumentException naming the field the type does not have, or the value that is of another kind
     */
    static <T> T as(Class<T> type, ObjectNode document) {
        try {
            return MAPPER.treeToValue(document, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The Kubernetes models collect unknown fields in a map; without that map they are refused. */
    private static final class NoFieldIsUnknown extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return Boolean.FALSE;
        }
    }
}
