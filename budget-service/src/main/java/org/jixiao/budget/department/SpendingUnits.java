package org.jixiao.budget.department;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jixiao.platform.problem.Page;

/** The spending units (资金使用单位) of all departments. */
@ApplicationScoped
class SpendingUnits implements PanacheRepositoryBase<SpendingUnitEntity, String> {

    List<SpendingUnitEntity> of(String departmentCode) {
        return list("departmentCode", Sort.by("unitCode"), departmentCode);
    }

    /** One row more than the page holds, ordered by code. */
    List<SpendingUnitEntity> of(String departmentCode, Page.Request page) {
        return find("departmentCode = ?1 and unitCode > ?2", Sort.by("unitCode"), departmentCode, page.after())
                .page(0, page.limit() + 1)
                .list();
    }
}
