package org.jixiao.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which edits break those who speak to a schema or read by it. */
class SchemaChangesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PARCEL = """
            {"type": "object", "additionalProperties": %s, "required": ["code", "data"],
             "properties": {
               "code": {"type": "string", "maxLength": 40, "pattern": "^[A-Z]+$"},
               "note": {"type": ["string", "null"]},
               "data": {"type": "object", "additionalProperties": %s, "required": ["amount"],
                        "properties": {"amount": {"$ref": "#/$defs/amount"}, "kind": {"enum": ["A", "B"]},
                                       "lines": {"type": "array", "maxItems": 9, "items": {"$ref": "#/$defs/line"}}}}},
             "$defs": {"amount": {"type": "string", "pattern": "^[0-9]+$", "description": "fen"},
                       "line": {"type": "object", "additionalProperties": %s, "properties": {"name": {"type": "string"}}}}}
            """;

    /** Replacements in the schema, for what comes in and for what goes out: whether it breaks. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "fen                                | cent                                         |                                | ",
                "\"kind\":                          | \"extra\": {\"type\": \"string\"}, \"kind\":  |                                | ",
                "\"kind\":                          | \"sort\":                                     | /data/kind is gone             | /data/kind is gone",
                "\"note\": {\"type\": [\"string\", \"null\"]}, | \"unused\": true,                 | /note is gone                  | /note is gone",
                "[\"code\", \"data\"]               | [\"code\", \"data\", \"note\"]                | /note has another required     | /note has another required",
                "[\"code\", \"data\"]               | [\"data\"]                                    |                                | /code has another required",
                "[\"amount\"]                       | [\"amount\", \"kind\"]                        | /data/kind has another required | /data/kind has another required",
                "[\"string\", \"null\"]             | \"string\"                                    | /note has another type         | /note has another type",
                "[\"string\", \"null\"]             | [\"string\", \"null\", \"number\"]            |                                | /note has another type",
                "[\"A\", \"B\"]                     | [\"A\", \"B\", \"C\"]                         |                                | /data/kind has another enum",
                "[\"A\", \"B\"]                     | [\"A\"]                                       | /data/kind has another enum    | /data/kind has another enum",
                "\"maxLength\": 40                  | \"maxLength\": 39                             | /code has another maxLength    | /code has another maxLength",
                "\"maxLength\": 40                  | \"maxLength\": 41                             |                                | /code has another maxLength",
                "^[0-9]+$                           | ^[0-9]{2,}$                                  | /data/amount has another pattern | /data/amount has another pattern",
                "\"maxItems\": 9                    | \"maxItems\": 9, \"minItems\": 1              | /data/lines has another minItems | /data/lines has another minItems",
                "\"name\": {\"type\": \"string\"}   | \"name\": {\"type\": \"number\"}              | /data/lines/*/name has another type | /data/lines/*/name has another type"
            })
    void anEditBreaksOrDoesNot(String what, String with, String comingIn, String goingOut)
            throws JsonProcessingException {
        assertThat(breaking(false, what, with)).isEqualTo(comingIn);
        assertThat(breaking(true, what, with)).isEqualTo(goingOut);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"kind\": | \"more\": {\"type\": \"object\", \"properties\": {\"x\": {}}}, \"kind\": | /data/more is not closed",
                "\"code\", \"data\"], | \"code\", \"data\"], \"not\": {}, | has another not",
            })
    void whatComesInStaysClosedAndWhatCannotBeJudgedStays(String what, String with, String breaking)
            throws JsonProcessingException {
        assertThat(breaking(false, what, with).strip()).isEqualTo(breaking);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void openingWhatWasClosedBreaks(boolean root) throws JsonProcessingException {
        String opened = PARCEL.formatted(root, !root, false);

        assertThat(SchemaChanges.breaking(schema(PARCEL.formatted(false, false, false)), schema(opened)))
                .containsExactly((root ? "" : "/data") + " has another additionalProperties");
    }

    private static String breaking(boolean open, String what, String with) throws JsonProcessingException {
        String published = PARCEL.formatted(open, open, open);
        assertThat(published).contains(what);
        var breaking = SchemaChanges.breaking(schema(published), schema(published.replace(what, with)));
        return breaking.isEmpty() ? null : String.join(", ", breaking);
    }

    private static JsonNode schema(String text) throws JsonProcessingException {
        return JSON.readTree(text);
    }
}
