package org.jixiao.budget.project;

import java.sql.SQLTransientException;

/** A project that did not exist when this transaction looked exists now: on a second look it will be found. */
public final class CreatedMeanwhile extends SQLTransientException {

    private static final long serialVersionUID = 1L;

    CreatedMeanwhile() {
        super("a project was created by another transaction meanwhile");
    }
}
