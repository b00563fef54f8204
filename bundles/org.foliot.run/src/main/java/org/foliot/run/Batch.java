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
     * @return the results in the order of the runs
     * @throws RuntimeException what the first run in that order threw that threw anything; by then all have ended
     */
    public <T> List<T> run(List<Supplier<T>> runs) {
        AtomicInteger number = new AtomicInteger();
        ExecutorService executor = Executors.newFixedThreadPool(
                Math.min(threads, Math.max(1, runs.size())),
                task -> new Thread(task, "foliot-run-" + number.incrementAndGet()));
        List<Future<T>> futures = new ArrayList<>();
        try {
            runs.forEach(r -> futures.add(executor.submit(r::get)));
            return results(futures);
        } finally {
            executor.shutdown();
        }
    }

    private static <T> List<T> results(List<Future<T>> futures) {
        List<T> results = new ArrayList<>();
        RuntimeException first = null;
        for (Future<T> future : futures) {
            try {
                results.add(future.get());
            } catch (ExecutionException e) {
                if (first == null) {
                    first = e.getCause() instanceof RuntimeException unchecked
                            ? unchecked
                            : new IllegalStateException("a run ended abruptly: " + e.getCause(), e.getCause());
                }
            } catch (InterruptedException e) {
                futures.forEach(f -> f.cancel(false));
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for runs", e);
            }
        }
        if (first != null) {
            throw first;
        }
        return results;
    }
}
