package org.jixiao.reporting.difference;

import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jixiao.platform.money.Money;

/**
 * A field that differs.
 *
 * @param field by its name in the table, {@code goal} or {@code amounts.total}
 * @param before null for a blank, or where there was nothing
 * @param after null for a blank, or where there is nothing any more
 * @param tenThousands the same in 万元 when the field is money; null for any other field
 */
public record FieldDifference(
        @Schema(examples = "amounts.total") String field,

        @Schema(nullable = true, description = "金额为元，两位小数 / money in 元 with two decimals", examples = "210000.00")
        String before,

        @Schema(nullable = true, examples = "260000.00") String after,
        @Schema(nullable = true) TenThousands tenThousands) {

    /** An amount before and after as tables print it. */
    @Schema(description = "万元, two decimals; null is a blank")
    public record TenThousands(
            @Schema(nullable = true, examples = "21.00") String before,
            @Schema(nullable = true, examples = "26.00") String after) {}

    static FieldDifference ofText(String field, String before, String after) {
        return new FieldDifference(field, before, after, null);
    }

    static FieldDifference ofMoney(String field, Cell before, Cell after) {
        return new FieldDifference(
                field, before.yuan, after.yuan, new TenThousands(before.tenThousands, after.tenThousands));
    }

    /**
     * An amount as a table has it.
     *
     * @param yuan in 元; null for a blank, and where a table is known by its print alone
     * @param tenThousands as printed; null for a blank
     */
    record Cell(String yuan, String tenThousands) {

        static final Cell BLANK = new Cell(null, null);

        static Cell ofYuan(String yuan) {
            return yuan == null ? BLANK : new Cell(yuan, Money.ofYuan(yuan).inTenThousands());
        }

        static Cell printed(String tenThousands) {
            return new Cell(null, tenThousands);
        }

        /** Exact where both are known exactly, else as far as they are printed. */
        boolean equalsAsFarAsKnown(Cell other) {
            return yuan != null && other.yuan != null
                    ? yuan.equals(other.yuan)
                    : Objects.equals(tenThousands, other.tenThousands);
        }
    }
}
