package org.jixiao.indicator.goal;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jixiao.platform.problem.Page;

/** Every version of every goal. */
@ApplicationScoped
class GoalHistory implements PanacheRepositoryBase<GoalVersionEntity, GoalVersionEntity.Key> {

    /** The versions of a goal below one, the latest first; one more than the page holds. */
    Page<GoalVersionView> page(String projectCode, long below, Page.Request request) {
        List<GoalVersionView> versions = find(
                        "key.projectCode = ?1 and key.version < ?2 order by key.version desc", projectCode, below)
                .range(0, request.limit())
                .list()
                .stream()
                .map(GoalVersionEntity::view)
                .toList();
        return Page.of(versions, request, each -> Long.toString(each.version()));
    }
}
