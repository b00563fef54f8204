package org.foliot.machine;

/** Is told of every completed job of a task. */
@FunctionalInterface
public interface JobListener {
    /** Nobody looks. */
    JobListener NONE = (release, completion) -> {};

    /**
     * A job was completed.
     *
     * @param release instant at which it was due to begin
     * @param completion instant at which it was done
     */
    void completed(long release, long completion);
}
