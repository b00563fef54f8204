package org.foliot.engine;

/** Is told now and then how far a run has come. It must not change the model. */
@FunctionalInterface
public interface ProgressListener {

    /**
     * Reports progress, from the thread that runs the loop, each {@link EventLoop#EVENTS_PER_CHECKPOINT} events.
     *
     * @param now the current time in picoseconds
     * @param events how many events have happened so far
     */
    void progress(long now, long events);
}
