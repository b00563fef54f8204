package org.foliot.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Runs many programs on several threads.
 *
 * <p>Every run has a world of its own and shares nothing with the others, so the results are the same on any number of
 * threads, and come in the order in which the runs were given.
 */
public final class Batch {
    private final int threads;

    /**
     * A batch.
     *
     * @param threads at least 1
     */
    public Batch(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("a batch on " + threads + " threads");
        }
        this.threads = threads;
    }

    /**
     * Makes all runs.
     *
     * @param runs each makes one run, for example {@code () -> runner.run(program, seed, catalog, settings)}; sinks are best
     *     opened inside, so that no more are open than there are threads
     * @param cancellation what the runs watch; requested when the calling thread is interrupted, which stays interrupted
     * @return the results in the order of the runs
     * @throws RuntimeException what the first run in that order threw that threw anything; by then all have ended
     */
    public <T> List<T> run(List<Supplier<T>> runs, Cancellation cancellation) {
        AtomicInteger number = new AtomicInteger();
        ExecutorService executor = Executors.newFixedThreadPool(
                Math.min(threads, Math.max(1, runs.size())),
                task -> new Thread(task, "foliot-run-" + number.incrementAndGet()));
        List<Future<T>> futures = new ArrayList<>();
        try {
            runs.forEach(r -> futures.add(executor.submit(r::get)));
            return results(futures, cancellation);
        } finally {
            executor.shutdown();
        }
    }

    private static <T> List<T> results(List<Future<T>> futures, Cancellation cancellation) {
        List<T> results = new ArrayList<>();
        RuntimeException first = null;
        boolean interrupted = false;
        for (Future<T> future : futures) {
            while (true) {
                try {
                    results.add(future.get());
                    break;
                } catch (ExecutionException e) {
                    first = first == null ? unchecked(e.getCause()) : first;
                    break;
                } catch (InterruptedException e) {
                    // The runs end soon, and nothing of them is lost: wait for them.
                    interrupted = true;
                    cancellation.request();
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (first != null) {
            throw first;
        }
        return results;
    }

    private static RuntimeException unchecked(Throwable thrown) {
        return thrown instanceof RuntimeException unchecked
                ? unchecked
                : new IllegalStateException("a run ended abruptly: " + thrown, thrown);
    }
}
