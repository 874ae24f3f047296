package org.jixiao.indicator.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Path;
import org.jixiao.indicator.Caller;
import org.jixiao.indicator.Rows;
import org.jixiao.indicator.ServiceTest;
import org.junit.jupiter.api.Test;

@ServiceTest
class FramesResourceTest {

    @Test
    void a_district_has_the_frame_of_its_city() {
        Response answer = Caller.READER.request().get("/api/v1/frames?region=440104&year=2025");

        answer.then()
                .statusCode(200)
                .body("jurisdiction", equalTo("440100"))
                .body("fromYear", equalTo(2025))
                .body("categories.code", contains("1", "2", "3"))
                .body("categories.name", contains("产出指标", "效益指标", "满意度指标"))
                .body("categories[0].types.code", contains("11", "12", "13", "14"))
                .body("categories[2].types[0].name", equalTo("服务对象满意度"));
    }

    @Test
    void the_frame_that_senders_check_against_is_the_one_in_force() throws IOException {
        Response answer = Caller.READER.request().get("/api/v1/frames?region=440100&year=2025");

        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(answer.asByteArray()))
                .isEqualTo(json.readTree(
                        Path.of("contracts/examples/frame-guangzhou-2025.json").toFile()));
    }

    @Test
    void a_frame_that_is_added_is_in_force_at_once() {
        Caller.READER.request().get("/api/v1/frames?region=440111&year=2030");
        Rows.change("insert into indicator_frame values ('440111', 2030, '白云区2030')");
        Rows.change("insert into indicator_frame_node values ('440111', 2030, '9', null, 1, '成本指标')");

        Response answer = Caller.READER.request().get("/api/v1/frames?region=440111&year=2031");

        answer.then().statusCode(200).body("name", equalTo("白云区2030")).body("categories.name", contains("成本指标"));
    }
}
