package org.jixiao.reporting.intake;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.jixiao.platform.EventsConfig;
import org.jixiao.platform.inbox.DeadLetters;
import org.jixiao.platform.inbox.Subscription;
import org.jixiao.reporting.generation.Bulk;
import org.jixiao.reporting.generation.Pace;
import org.jixiao.reporting.generation.ProjectionsConfig;
import org.jixiao.reporting.generation.Sources;
import org.jixiao.reporting.projection.Assessments;
import org.jixiao.reporting.projection.Departments;
import org.jixiao.reporting.projection.GoalChange;
import org.jixiao.reporting.projection.Goals;
import org.jixiao.reporting.projection.ProjectChange;
import org.jixiao.reporting.projection.Projects;

/** The topics that the read model is made of. Their names are kept with letters and offsets and do not change. */
@Singleton
class Subscriptions implements Sources {

    private static final String PROJECTS = "budget.projects.v1";
    private static final String GOALS = "indicator.goals.v1";
    private static final String DEPARTMENTS = "budget.departments.v1";
    private static final String ASSESSMENTS = "indicator.assessments.v1";

    private final OwnersTopic<ProjectChange> projects;
    private final OwnersTopic<GoalChange> goals;
    private final OwnersTopic<?> departments;
    private final OwnersTopic<?> assessments;
    private final Bulk bulk;

    Subscriptions(
            Projects projects,
            Goals goals,
            Departments departments,
            Assessments assessments,
            DeadLetters deadLetters,
            EventsConfig events,
            ProjectionsConfig projections) {
        this.projects =
                new OwnersTopic<>("projection-projects", PROJECTS, Events::project, projects::apply, deadLetters);
        this.goals = new OwnersTopic<>("projection-goals", GOALS, Events::goal, goals::apply, deadLetters);
        this.departments = new OwnersTopic<>(
                "projection-departments",
                DEPARTMENTS,
                Events::department,
                (connection, from, changes) -> departments.apply(connection, changes),
                deadLetters);
        this.assessments = new OwnersTopic<>(
                "projection-assessments", ASSESSMENTS, AssessmentEvents::assessment, assessments::apply, deadLetters);
        this.bulk = new LinesInBulk(this.projects, this.goals, events, projections.keptBytes());
    }

    @Override
    public List<String> topics() {
        return List.of(PROJECTS, GOALS, DEPARTMENTS, ASSESSMENTS);
    }

    @Override
    public List<Subscription> into(int generation, Pace pace, IntPredicate inBulk) {
        return List.of(
                projects.into(generation, pace, inBulk),
                goals.into(generation, pace, inBulk),
                departments.into(generation, pace, part -> false),
                assessments.into(generation, pace, part -> false));
    }

    @Override
    public List<String> names(int generation) {
        return Stream.of(projects, goals, departments, assessments)
                .map(topic -> topic.name(generation))
                .toList();
    }

    @Override
    public Bulk bulk() {
        return bulk;
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

    @Produces
    @Singleton
    Subscription assessments() {
        return assessments;
    }

    @Produces
    @Singleton
    static Subscription budgetDigests(DeadLetters deadLetters) {
        return new DigestTopic("budget", deadLetters);
    }

    @Produces
    @Singleton
    static Subscription indicatorDigests(DeadLetters deadLetters) {
        return new DigestTopic("indicator", deadLetters);
    }
}
