package org.foliot.spark.driver;

/**
 * How many runs go into a task: so many that handing them out costs little beside, and so few that all processors have work to the
 * end and little is lost with a worker. Starts with one, and learns from what tasks take.
 */
final class Chunks {
    /** A task should take so long. */
    private static final long TARGET_NANOS = 2_000_000_000L;

    private static final int TASKS_PER_PROCESSOR_AT_LEAST = 2;

    private long nanos;
    private long runs;

    /** A task has come back. */
    void ended(int runsOfTask, long nanosOfTask) {
        runs += runsOfTask;
        nanos += nanosOfTask;
    }

    /**
     * Runs of the next task.
     *
     * @param left runs that are still to be handed out, at least 1
     * @param processors of all executors, at least 1
     */
    int next(int left, int processors) {
        if (runs == 0) {
            return 1;
        }
        long fitting = TARGET_NANOS / Math.max(1, nanos / runs);
        long fair = left / ((long) TASKS_PER_PROCESSOR_AT_LEAST * processors);
        return (int) Math.max(1, Math.min(left, Math.min(fitting, fair)));
    }
}
