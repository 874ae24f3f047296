package org.jixiao.indicator.api;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jixiao.platform.problem.Page;

/** The query parameters of this service; one name means the same everywhere. */
enum QueryParameter {
    YEAR("预算年度 / fiscal year", () -> number(2000, 2100)),
    REGION("行政区划代码 / region code", () -> text().pattern("^[0-9]{6}$")),
    DEPARTMENT("部门代码 / department code", () -> text().pattern("^[0-9]{9}$")),
    STATE("状态 / state", () -> text().enumeration(List.of("ISSUED", "WITHDRAWN"))),
    PROJECTKNOWN(
            "预算服务是否已发布该项目 / whether budget-service has published the project",
            () -> OASFactory.createSchema().addType(SchemaType.BOOLEAN)),
    SENDER("报送系统 / sending system", () -> text().pattern("^[a-z0-9-]{1,60}$")),
    CURSOR("上一页的 nextCursor / nextCursor of the page before", QueryParameter::text),
    LIMIT("每页条数，默认 100 / items per page, 100 unless told", () -> number(1, Page.MOST));

    private final String text;
    private final Supplier<Schema> schema;

    QueryParameter(String text, Supplier<Schema> schema) {
        this.text = text;
        this.schema = schema;
    }

    static void describe(Parameter parameter) {
        QueryParameter known = valueOf(parameter.getName().toUpperCase(Locale.ROOT));
        parameter.description(known.text).schema(known.schema.get());
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(SchemaType.STRING);
    }

    private static Schema number(int least, int most) {
        return OASFactory.createSchema()
                .addType(SchemaType.INTEGER)
                .minimum(BigDecimal.valueOf(least))
                .maximum(BigDecimal.valueOf(most));
    }
}
