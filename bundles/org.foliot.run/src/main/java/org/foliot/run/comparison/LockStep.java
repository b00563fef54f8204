package org.foliot.run.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.foliot.run.Cancellation;
import org.foliot.run.RunResult;
import org.foliot.run.RunSink;

/**
 * Makes two runs at the same time and compares what is observed in them, one observation with the other, until two are not
 * the same. Neither stream is kept: a run that is ahead waits for the other one.
 */
public final class LockStep {
    /** Observations that both runs have in common and that are told before the first that differs. */
    public static final int CONTEXT = 5;

    /** Makes a run. */
    @FunctionalInterface
    public interface Making {
        /**
         * Makes it.
         *
         * @param sink what the run tells
         * @param cancellation what stops it
         */
        RunResult run(RunSink sink, Cancellation cancellation);
    }

    /**
     * Where two runs part.
     *
     * @param before the last observations that are the same, oldest first, at most {@link #CONTEXT}
     * @param first what comes next in the first run, absent if it is over
     * @param second what comes next in the second run
     */
    public record Parting(List<Step> before, Optional<Step> first, Optional<Step> second) {
        public Parting {
            before = List.copyOf(before);
        }
    }

    /**
     * What came of it.
     *
     * @param common number of observations that are the same, from the beginning
     * @param parting where they part; absent if all observations are the same
     * @param first result of the first run; cancelled where they parted before it was over
     * @param second result of the second run
     */
    public record Outcome(long common, Optional<Parting> parting, RunResult first, RunResult second) {}

    private final Making first;
    private final Making second;
    private final Handover left = new Handover();
    private final Handover right = new Handover();
    private long common;

    private LockStep(Making first, Making second) {
        this.first = first;
        this.second = second;
    }

    /**
     * Makes and compares two runs.
     *
     * @throws InterruptedException when the calling thread was interrupted; both runs end soon then
     * @throws RuntimeException what a run threw
     */
    public static Outcome compare(Making first, Making second) throws InterruptedException {
        return new LockStep(first, second).compare();
    }

    private Outcome compare() throws InterruptedException {
        Cancellation cancellation = new Cancellation();
        ExecutorService threads = Executors.newFixedThreadPool(2, task -> new Thread(task, "foliot-comparison"));
        try {
            Future<RunResult> one = threads.submit(() -> run(first, left, cancellation));
            Future<RunResult> other = threads.submit(() -> run(second, right, cancellation));
            Optional<Parting> parting;
            try {
                parting = firstDifference();
            } finally {
                // Nobody listens any more; without this a run that is ahead would wait for ever.
                left.close();
                right.close();
                cancellation.request();
            }
            return new Outcome(common, parting, result(one), result(other));
        } finally {
            threads.shutdown();
        }
    }

    private static RunResult run(Making making, Handover handover, Cancellation cancellation) {
        try {
            return making.run(handover, cancellation);
        } finally {
            handover.finish();
        }
    }

    private Optional<Parting> firstDifference() throws InterruptedException {
        Handover.Block last = new Handover.Block();
        while (true) {
            Handover.Block one = left.next();
            Handover.Block other = right.next();
            int shared = Math.min(one.length, other.length);
            for (int i = 0; i < shared; i++) {
                if (!one.sameAt(i, other)) {
                    return Optional.of(parting(last, one, other, i));
                }
                common++;
            }
            if (one.length != other.length) {
                return Optional.of(parting(last, one, other, shared));
            }
            if (one.length == 0) {
                return Optional.empty();
            }
            last = one;
        }
    }

    private static Parting parting(Handover.Block last, Handover.Block one, Handover.Block other, int at) {
        List<Step> before = new ArrayList<>();
        for (int i = Math.max(0, last.length + at - CONTEXT); i < last.length; i++) {
            before.add(last.step(i));
        }
        for (int i = Math.max(0, at - CONTEXT); i < at; i++) {
            before.add(one.step(i));
        }
        return new Parting(before, step(one, at), step(other, at));
    }

    private static Optional<Step> step(Handover.Block block, int at) {
        return at < block.length ? Optional.of(block.step(at)) : Optional.empty();
    }

    private static RunResult result(Future<RunResult> run) throws InterruptedException {
        try {
            return run.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException unchecked
                    ? unchecked
                    : new IllegalStateException("a run ended abruptly: " + e.getCause(), e.getCause());
        }
    }
}
