package org.jixiao.indicator.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jixiao.indicator.ServiceTest;
import org.junit.jupiter.api.Test;

@ServiceTest
class OpenApiTest {

    private static final Path GOLDEN = Path.of("contracts", "openapi.yaml");
    private static final String UPDATE = "jixiao.contracts.update";

    @Test
    void the_served_document_is_the_published_one() throws IOException {
        String served =
                given().get("/q/openapi").then().statusCode(200).extract().asString();
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(GOLDEN, served);
        }

        assertThat(GOLDEN)
                .as("the interface has changed; review the difference and write it with -D%s=true", UPDATE)
                .hasContent(served);
    }
}
