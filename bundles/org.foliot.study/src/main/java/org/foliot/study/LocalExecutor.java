package org.foliot.study;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.foliot.run.Cancellation;

/** Makes runs on threads of this process. */
public final class LocalExecutor implements RunExecutor {
    private final PointRunner runner;
    private final int threads;
    private final ExecutorService pool;

    /** A run that ended, or what ended it. */
    private record End(FinishedRun run, Throwable failure) {}

    /**
     * An executor.
     *
     * @param threads how many runs at once, at least 1
     */
    public LocalExecutor(PointRunner runner, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("runs on " + threads + " threads");
        }
        this.runner = runner;
        this.threads = threads;
        AtomicInteger number = new AtomicInteger();
        this.pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "foliot-study-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void execute(List<RunRequest> requests, Consumer<FinishedRun> results, Cancellation cancellation) {
        BlockingQueue<End> ends = new LinkedBlockingQueue<>();
        AtomicInteger next = new AtomicInteger();
        int workers = Math.min(threads, requests.size());
        for (int i = 0; i < workers; i++) {
            pool.execute(() -> work(requests, next, ends, cancellation));
        }
        boolean interrupted = false;
        RuntimeException refused = null;
        for (int open = workers; open > 0; ) {
            try {
                End end = ends.take();
                if (end.run() == null) {
                    open--;
                    refused = refused == null && end.failure() != null ? failed(end.failure()) : refused;
                } else if (refused == null && end.run().isResult()) {
                    results.accept(end.run());
                }
            } catch (InterruptedException e) {
                interrupted = true;
                cancellation.request();
            } catch (RuntimeException e) {
                // The work ends, and all threads have to be seen out before somebody else uses them.
                refused = e;
                next.set(requests.size());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (refused != null) {
            throw refused;
        }
    }

    private void work(
            List<RunRequest> requests, AtomicInteger next, BlockingQueue<End> ends, Cancellation cancellation) {
        Throwable failure = null;
        try {
            for (int i = next.getAndIncrement();
                    i < requests.size() && !cancellation.isRequested();
                    i = next.getAndIncrement()) {
                ends.add(new End(runner.run(requests.get(i), cancellation), null));
            }
        } catch (RuntimeException | Error e) {
            failure = e;
            next.set(requests.size());
        }
        ends.add(new End(null, failure));
    }

    private static RuntimeException failed(Throwable failure) {
        return failure instanceof RuntimeException unchecked
                ? unchecked
                : new StudyException("a run ended abruptly: " + failure, failure);
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}
