package org.jixiao.indicator.goal;

/** An indicator that the printed cell cannot hold, since it would be read back as something else. */
public final class UnprintableIndicator extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int index;

    UnprintableIndicator(int index) {
        super("indicator " + (index + 1) + " cannot be printed");
        this.index = index;
    }

    /** Which of the items, from 0. */
    public int index() {
        return index;
    }
}
