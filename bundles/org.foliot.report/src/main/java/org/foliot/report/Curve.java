package org.foliot.report;

/** A metric over time. */
public final class Curve {
    private final String subject;
    private final String metric;
    private final long[] instants;
    private final long[] values;

    /** Keeps the arrays, which nobody may change from now on. */
    Curve(String subject, String metric, long[] instants, long[] values) {
        this.subject = subject;
        this.metric = metric;
        this.instants = instants;
        this.values = values;
    }

    /** Path of whose metric it is. */
    public String subject() {
        return subject;
    }

    /** Its name. */
    public String metric() {
        return metric;
    }

    /** Number of samples. */
    public int count() {
        return instants.length;
    }

    /** When a sample was taken, in picoseconds since the start of the run; increasing. */
    public long instant(int number) {
        return instants[number];
    }

    /** The value of a sample, in picoseconds. */
    public long value(int number) {
        return values[number];
    }

    /** The curve of how far this one is from another with the same samples. */
    Curve minus(Curve other) {
        long[] differences = values.clone();
        for (int i = 0; i < differences.length && i < other.values.length; i++) {
            differences[i] -= other.values[i];
        }
        return new Curve(subject, metric, instants, differences);
    }

    /** Whether it has the same samples as another, as all curves of one run have. */
    boolean isSampledAs(Curve other) {
        return instants == other.instants;
    }

    /** The instants as {@link Packing#differences} has them. */
    byte[] packedInstants() {
        return Packing.differences(instants);
    }

    /** The values as {@link Packing#differences} has them. */
    byte[] packedValues() {
        return Packing.differences(values);
    }

    /** The value that is farthest from 0, and 0 if there is none. */
    public long extreme() {
        long extreme = 0;
        for (long value : values) {
            extreme = Math.abs(value) > Math.abs(extreme) ? value : extreme;
        }
        return extreme;
    }
}
