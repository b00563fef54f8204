package org.foliot.guest.monitor;

/** The formula of one kind of monitor, with what it keeps from one reading to the next. */
abstract class Consumer {
    /** What came of a reading. */
    enum Outcome {
        /** The first reading of a line, with which later ones are compared. */
        BEGUN,
        /** Shares were shown. */
        SHOWN,
        /** There was nothing to show, and no reason to complain. */
        NOTHING,
        /** An error was reported instead. */
        REFUSED
    }

    static final long SECOND = 1_000_000_000L;

    /** Shares of the columns as shown last, in parts per billion. */
    final long[] shown = new long[Columns.COUNT];

    /** What the rate of the steal column was last, as seconds in a second. */
    long stealRate;

    /** With what the next reading is compared. */
    Reading before;

    /** Takes a reading of the line. */
    final Outcome read(Reading reading) {
        if (before == null) {
            begin(reading);
            return Outcome.BEGUN;
        }
        return compare(reading);
    }

    /** Takes the first reading. */
    void begin(Reading reading) {
        before = reading;
    }

    /** Shows what has been added since {@link #before}, and renews that. */
    abstract Outcome compare(Reading reading);

    /** The same kind of monitor, which knows nothing yet. */
    abstract Consumer fresh();

    /** The same, with a life of its own. */
    Consumer copy() {
        Consumer copy = fresh();
        System.arraycopy(shown, 0, copy.shown, 0, shown.length);
        copy.stealRate = stealRate;
        copy.before = before;
        return copy;
    }

    /** How much above the whole a share can be because readings and clocks do not fit each other. */
    long slack() {
        return 0;
    }

    /** The line is not there: its CPU is offline. */
    void missing() {
        before = null;
    }

    /** What has been added to the columns, as signed numbers. */
    final long[] added(Reading reading) {
        long[] added = new long[Columns.COUNT];
        for (int i = 0; i < added.length; i++) {
            added[i] = reading.columns()[i] - before.columns()[i];
        }
        return added;
    }

    /** The rate of steal by the guest's clock. */
    final void rate(Reading reading, long[] added) {
        stealRate = Shares.rate(added[Columns.STEAL], reading.nanos() - before.nanos(), SECOND);
    }

    /** Shows parts of a whole that is not 0. */
    final void show(long[] parts, long whole) {
        for (int i = 0; i < parts.length; i++) {
            shown[i] = Shares.of(parts[i], whole);
        }
    }
}
