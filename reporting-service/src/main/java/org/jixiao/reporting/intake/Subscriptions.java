package org.jixiao.reporting.intake;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jixiao.platform.inbox.DeadLetters;
import org.jixiao.platform.inbox.Subscription;
import org.jixiao.reporting.projection.Departments;
import org.jixiao.reporting.projection.Goals;
import org.jixiao.reporting.projection.Projects;

/** The topics that the read model is made of. Their names are kept with the offsets and do not change. */
@Singleton
class Subscriptions {

    @Produces
    @Singleton
    static Subscription projects(Projects projects, DeadLetters deadLetters) {
        return new OwnersTopic<>(
                "projection-projects", "budget.projects.v1", Events::project, projects::apply, deadLetters);
    }

    @Produces
    @Singleton
    static Subscription goals(Goals goals, DeadLetters deadLetters) {
        return new OwnersTopic<>("projection-goals", "indicator.goals.v1", Events::goal, goals::apply, deadLetters);
    }

    @Produces
    @Singleton
    static Subscription departments(Departments departments, DeadLetters deadLetters) {
        return new OwnersTopic<>(
                "projection-departments",
                "budget.departments.v1",
                Events::department,
                (connection, from, changes) -> departments.apply(connection, changes),
                deadLetters);
    }
}
