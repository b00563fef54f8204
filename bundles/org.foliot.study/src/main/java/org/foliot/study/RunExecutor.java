package org.foliot.study;

import java.util.List;
import java.util.function.Consumer;
import org.foliot.run.Cancellation;

/**
 * Makes the runs of one study, somewhere. What a run comes to depends on its request alone, so it does not matter where, in
 * which order, or how many at once.
 */
public interface RunExecutor extends AutoCloseable {
    /**
     * Makes runs.
     *
     * @param requests any number, each run once
     * @param results gets each run as it ends, in any order, on the calling thread; what it throws ends the work
     * @param cancellation when requested, runs that have not begun are left out and others are broken off; the method returns
     *     soon
     * @throws StudyException when runs cannot be made at all
     */
    void execute(List<RunRequest> requests, Consumer<FinishedRun> results, Cancellation cancellation);

    /** Lets go of threads and connections. */
    @Override
    void close();
}
