package org.jixiao.budget.department;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.jixiao.platform.access.Scope;
import org.jixiao.platform.problem.Page;

/** The budget departments. */
@ApplicationScoped
class Departments implements PanacheRepositoryBase<DepartmentEntity, String> {

    private static final String PAGE = """
            select * from department
             where department_code like any (:scope) and department_code like any (:region) and department_code > :after
             order by department_code
             limit :rows
            """;

    /** Held until the transaction ends, so that changes of one department follow each other. */
    Optional<DepartmentEntity> lock(String departmentCode) {
        return findByIdOptional(departmentCode, LockModeType.PESSIMISTIC_WRITE);
    }

    /**
     * One row more than the page holds, ordered by code.
     *
     * @param region a subtree of the divisions
     */
    @SuppressWarnings("unchecked")
    List<DepartmentEntity> find(Scope scope, Scope region, Page.Request page) {
        return getEntityManager()
                .createNativeQuery(PAGE, DepartmentEntity.class)
                .setParameter("scope", scope.patterns())
                .setParameter("region", region.patterns())
                .setParameter("after", page.after())
                .setParameter("rows", page.limit() + 1)
                .getResultList();
    }
}
