package org.jixiao.reporting.projection;

import java.time.OffsetDateTime;

/** The whole state of one key at one revision, as its owner published it. */
public sealed interface Change permits ProjectChange, GoalChange, DepartmentChange, AssessmentChange {

    /** The project's or department's code. */
    String key();

    Revision revision();

    /** When the owner recorded it. */
    OffsetDateTime recordedAt();
}
