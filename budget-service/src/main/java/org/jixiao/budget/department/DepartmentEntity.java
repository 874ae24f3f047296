package org.jixiao.budget.department;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity(name = "Department")
@Table(name = "department")
class DepartmentEntity {

    @Id
    @Column(name = "department_code")
    String departmentCode;

    @Column(name = "region_code", nullable = false)
    String regionCode;

    @Column(nullable = false)
    String name;

    /** A JSON array of {@link Membership}; null when it has always been in its own region. */
    String memberships;

    /** Counts changes of the department and of its units; moved under the row lock. */
    long version;

    static DepartmentEntity of(String departmentCode, String regionCode) {
        DepartmentEntity department = new DepartmentEntity();
        department.departmentCode = departmentCode;
        department.regionCode = regionCode;
        return department;
    }
}
