package org.jixiao.budget.department;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A spending unit as HTTP shows it. */
@Schema(name = "SpendingUnit")
record SpendingUnitView(
        @Schema(examples = "440104019001") String unitCode,
        @Schema(examples = "440104019") String departmentCode,
        @Schema(examples = "广州市越秀区司法局") String name,
        @Schema(examples = "1") long version) {

    static SpendingUnitView of(SpendingUnitEntity unit) {
        return new SpendingUnitView(unit.unitCode, unit.departmentCode, unit.name, unit.version);
    }
}
