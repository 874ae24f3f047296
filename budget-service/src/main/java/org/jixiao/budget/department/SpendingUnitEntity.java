package org.jixiao.budget.department;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity(name = "SpendingUnit")
@Table(name = "spending_unit")
class SpendingUnitEntity {

    @Id
    @Column(name = "unit_code")
    String unitCode;

    @Column(name = "department_code", nullable = false)
    String departmentCode;

    @Column(nullable = false)
    String name;

    long version;

    static SpendingUnitEntity of(String unitCode, String departmentCode) {
        SpendingUnitEntity unit = new SpendingUnitEntity();
        unit.unitCode = unitCode;
        unit.departmentCode = departmentCode;
        return unit;
    }
}
