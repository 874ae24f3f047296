package org.jixiao.indicator.goal;

import java.sql.SQLTransientException;

/** A goal that did not exist when this transaction looked exists now: on a second look it will be found. */
public final class CreatedMeanwhile extends SQLTransientException {

    private static final long serialVersionUID = 1L;

    CreatedMeanwhile() {
        super("a goal was created by another transaction meanwhile");
    }
}
