package org.foliot.run.comparison;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.foliot.api.observation.ObservationKind;
import org.foliot.api.observation.Observations;
import org.foliot.program.SubjectRef;
import org.foliot.run.RunSink;

/**
 * Takes the observations of one run to whoever compares them, some blocks at a time: a run that is ahead waits. Once it is
 * closed everything that is still observed is dropped and nobody waits any more.
 */
final class Handover implements RunSink {
    /** Observations per block; both sides have blocks of the same size, so that they can be compared position by position. */
    static final int BLOCK = 4096;

    private static final int BLOCKS_AHEAD = 4;
    private static final long LOOK_AGAIN_MILLIS = 50;

    /** A stretch of observations. */
    static final class Block {
        final long[] instants = new long[BLOCK];
        final ObservationKind[] kinds = new ObservationKind[BLOCK];
        final SubjectRef[] subjects = new SubjectRef[BLOCK];
        final SubjectRef[] threads = new SubjectRef[BLOCK];
        final long[] a = new long[BLOCK];
        final long[] b = new long[BLOCK];
        int length;

        Step step(int i) {
            return new Step(instants[i], kinds[i], subjects[i], a[i], b[i], Optional.ofNullable(threads[i]));
        }

        boolean sameAt(int i, Block other) {
            return instants[i] == other.instants[i]
                    && a[i] == other.a[i]
                    && b[i] == other.b[i]
                    && kinds[i].equals(other.kinds[i])
                    && subjects[i].equals(other.subjects[i]);
        }
    }

    private final BlockingQueue<Block> queue = new ArrayBlockingQueue<>(BLOCKS_AHEAD);
    private volatile boolean closed;
    private Block filling = new Block();
    private ThreadNames names = (host, number) -> Optional.empty();

    @Override
    public void threads(ThreadNames named) {
        names = named;
    }

    @Override
    public boolean wantsObservations() {
        return true;
    }

    @Override
    public void observation(long instant, ObservationKind kind, SubjectRef subject, long a, long b) {
        int i = filling.length;
        filling.instants[i] = instant;
        filling.kinds[i] = kind;
        filling.subjects[i] = subject;
        filling.a[i] = a;
        filling.b[i] = b;
        boolean scheduling = kind == Observations.SWITCH_IN || kind == Observations.SWITCH_OUT;
        filling.threads[i] = scheduling ? names.thread(subject.owner(), a).orElse(null) : null;
        filling.length++;
        if (filling.length == BLOCK) {
            pass();
        }
    }

    /** Passes on what is left, and that no more will come; on the thread of the run. */
    void finish() {
        boolean partial = filling.length > 0;
        pass();
        if (partial) {
            pass();
        }
    }

    private void pass() {
        Block full = filling;
        filling = new Block();
        try {
            while (!closed && !queue.offer(full, LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                // The other run is behind.
            }
        } catch (InterruptedException e) {
            closed = true;
            Thread.currentThread().interrupt();
        }
    }

    /** The next block; one shorter than {@link #BLOCK} is followed by an empty one, which is the last. */
    Block next() throws InterruptedException {
        return queue.take();
    }

    /** Lets the run go on without anybody listening. */
    void close() {
        closed = true;
        queue.clear();
    }
}
