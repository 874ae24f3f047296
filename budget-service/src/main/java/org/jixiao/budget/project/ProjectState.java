package org.jixiao.budget.project;

/** Whether a project is part of the approved budget. A withdrawn project keeps its amounts and may be issued again. */
public enum ProjectState {
    ISSUED,
    WITHDRAWN
}
