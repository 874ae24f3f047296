package org.jixiao.budget.department;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A department as HTTP shows it. */
@Schema(name = "Department")
record DepartmentView(
        @Schema(examples = "440104019") String departmentCode,
        @Schema(examples = "广州市越秀区司法局") String name,
        @Schema(examples = "440104") String regionCode,
        List<Membership> memberships,
        @Schema(examples = "2") long version) {

    static DepartmentView of(DepartmentEntity department) {
        return new DepartmentView(
                department.departmentCode,
                department.name,
                department.regionCode,
                Membership.of(department),
                department.version);
    }
}
