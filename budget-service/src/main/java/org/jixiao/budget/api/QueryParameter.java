package org.jixiao.budget.api;

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
    DEPARTMENT("部门代码 / department code", () -> text().pattern("^[0-9]{9}$")),
    REGION("行政区划代码，含下级 / region code, with all below it", () -> text().pattern("^[0-9]{6}$")),
    STATE("状态 / state", () -> text().enumeration(List.of("ISSUED", "WITHDRAWN"))),
    Q("名称中含有的文字 / part of the name", () -> text().maxLength(100)),
    SENDER("报送系统 / sending system", () -> text().pattern("^[a-z0-9-]{1,60}$")),
    CURSOR("上一页的 nextCursor / nextCursor of the page before", () -> text()),
    LIMIT("每页条数，默认 100 / items per page, 100 unless told", () -> number(1, Page.MOST));

    private final String text;
    private final Supplier<Schema> schema;

    QueryParameter(String text, Supplier<Schema> schema) {
        this.text = text;
        this.schema = schema;
    }

    static QueryParameter named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    void describe(Parameter parameter) {
        parameter.description(text).schema(schema.get());
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
