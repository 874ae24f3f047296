package org.jixiao.reporting.intake;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.jixiao.platform.inbox.DeadLetters;
import org.jixiao.platform.inbox.Subscription;
import org.jixiao.reporting.generation.Sources;
import org.jixiao.reporting.projection.Departments;
import org.jixiao.reporting.projection.Goals;
import org.jixiao.reporting.projection.Projects;

/** The topics that the read model is made of. Their names are kept with letters and offsets and do not change. */
@Singleton
class Subscriptions implements Sources {

    private final OwnersTopic<?> projects;
    private final OwnersTopic<?> goals;
    private final OwnersTopic<?> departments;

    Subscriptions(Projects projects, Goals goals, Departments departments, DeadLetters deadLetters) {
        this.projects = new OwnersTopic<>(
                "projection-projects", "budget.projects.v1", Events::project, projects::apply, deadLetters);
        this.goals =
                new OwnersTopic<>("projection-goals", "indicator.goals.v1", Events::goal, goals::apply, deadLetters);
        this.departments = new OwnersTopic<>(
                "projection-departments",
                "budget.departments.v1",
                Events::department,
                (connection, from, changes) -> departments.apply(connection, changes),
                deadLetters);
    }

    @Override
    public List<Subscription> into(int generation) {
        return List.of(projects.into(generation), goals.into(generation), departments.into(generation));
    }

    @Produces
    @Singleton
    Subscription projects() {
        return projects;
    }

    @Produces
    @Singleton
    Subscription goals() {
        return goals;
    }

    @Produces
    @Singleton
    Subscription departments() {
        return departments;
    }
}
