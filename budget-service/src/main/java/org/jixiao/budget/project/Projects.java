package org.jixiao.budget.project;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jixiao.platform.access.Scope;
import org.jixiao.platform.problem.Page;

/** All projects, for reading. They are written by the {@link ProjectLedger}. */
@ApplicationScoped
class Projects implements PanacheRepositoryBase<ProjectEntity, String> {

    private static final String PAGE = """
            select * from project
             where department_code like any (:scope) and project_code > :after
               and (cast(:year as int) is null or fiscal_year = :year)
               and (cast(:department as text) is null or department_code = :department)
               and (cast(:state as text) is null or state = :state)
               and (cast(:name as text) is null or position(lower(:name) in lower(name)) > 0)
             order by project_code
             limit :rows
            """;
    private static final String HISTORY =
            "from ProjectVersion where projectCode = :project and version < :before order by version desc";

    /** The project, unless it is out of this scope. */
    Optional<Project> find(String projectCode, Scope scope) {
        return findByIdOptional(projectCode)
                .filter(project -> scope.covers(project.departmentCode))
                .map(ProjectEntity::project);
    }

    /** One project more than the page holds, ordered by code. */
    @SuppressWarnings("unchecked")
    List<Project> find(ProjectFilter filter, Scope scope, Page.Request page) {
        List<ProjectEntity> found = getEntityManager()
                .createNativeQuery(PAGE, ProjectEntity.class)
                .setParameter("scope", scope.patterns())
                .setParameter("after", page.after())
                .setParameter("year", filter.fiscalYear())
                .setParameter("department", filter.departmentCode())
                .setParameter("state", filter.state())
                .setParameter("name", filter.name())
                .setParameter("rows", page.limit() + 1)
                .getResultList();
        return found.stream().map(ProjectEntity::project).toList();
    }

    /** One version more than the page holds, the newest first. */
    List<LedgerEntry> history(String projectCode, long before, int limit) {
        return getEntityManager()
                .createQuery(HISTORY, ProjectVersionEntity.class)
                .setParameter("project", projectCode)
                .setParameter("before", before)
                .setMaxResults(limit + 1)
                .getResultStream()
                .map(ProjectVersionEntity::entry)
                .toList();
    }
}
