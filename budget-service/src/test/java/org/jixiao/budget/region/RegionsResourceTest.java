package org.jixiao.budget.region;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import java.util.Set;
import org.jixiao.budget.ServiceTest;
import org.jixiao.budget.fixture.Caller;
import org.jixiao.platform.testing.StackResource;
import org.junit.jupiter.api.Test;

@ServiceTest
class RegionsResourceTest {

    @Test
    void theTreeLeadsFromTheProvinceToTheDistrict() {
        String token = StackResource.tokens().token("anybody", Set.of(), Set.of(), Set.of());

        Caller.bearing(token)
                .get("/api/v1/regions")
                .then()
                .statusCode(200)
                .body("items.name", contains("广东省"))
                .body("items[0].regions.name", contains("广州市"))
                .body("items[0].regions[0].regions.size()", equalTo(11))
                .body("items[0].regions[0].regions.name", hasItem("越秀区"));
    }

    @Test
    void withoutATokenNothingIsShown() {
        given().get("/api/v1/regions").then().statusCode(401);
    }
}
