package org.foliot.catalog;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.foliot.api.extension.NoAnswerException;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/**
 * Calls code of bundles on threads of its own, and gives up what does not return: a bundle that hangs costs its caller some seconds,
 * once, and never the process. A thread that does not react to an interrupt is left behind; it does not keep the process alive.
 */
final class Patience {
    private static final long DEFAULT_MILLIS = 10_000;
    private static final long KEPT_SECONDS = 1;

    private final long millis;
    private final List<GivenUp> givenUp = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, KEPT_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), Patience::thread);

    /** Whom nobody asks any more; what its {@code equals} does, nobody wants to know either. */
    private record GivenUp(WeakReference<Object> whom, String message) {}

    /** An action and where it runs, for whoever wants to know what it is stuck in. */
    private static final class Errand<T> {
        private final Supplier<T> action;
        private volatile Thread thread;

        Errand(Supplier<T> action) {
            this.action = action;
        }

        T run() {
            thread = Thread.currentThread();
            return action.get();
        }

        /** Its innermost call that is not one of Java's own. */
        String place() {
            return Optional.ofNullable(thread).stream()
                    .flatMap(t -> Arrays.stream(t.getStackTrace()))
                    .filter(f -> !f.getClassName().matches("(java|jdk|sun)\\..*"))
                    .findFirst()
                    .map(f ->
                            "; it is at " + f.getClassName() + "." + f.getMethodName() + ", line " + f.getLineNumber())
                    .orElse("");
        }
    }

    /** As long as the framework says, or some seconds. */
    Patience(BundleContext context) {
        millis = Optional.ofNullable(context.getProperty(CatalogSource.PATIENCE_PROPERTY))
                .map(Long::parseLong)
                .orElse(DEFAULT_MILLIS);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "foliot-extension");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Asks somebody, unless an earlier question to the same object is still without an answer.
     *
     * @throws NoAnswerException as {@link #get}
     */
    <T> T ask(Object whom, Supplier<T> question) {
        givenUp.removeIf(g -> g.whom().refersTo(null));
        for (GivenUp earlier : givenUp) {
            if (earlier.whom().refersTo(whom)) {
                throw new NoAnswerException(earlier.message(), null);
            }
        }
        try {
            return get(question);
        } catch (NoAnswerException e) {
            if (e.getCause() == null) {
                givenUp.add(new GivenUp(new WeakReference<>(whom), e.getMessage()));
            }
            throw e;
        }
    }

    /**
     * Does something to its end, or gives it up. An interrupt of the calling thread changes nothing, and is kept.
     *
     * @throws NoAnswerException when it does not end in time, or throws an error that is not about classes; the cause is then that
     * @throws RuntimeException what else it throws; so with errors about classes
     */
    <T> T get(Supplier<T> action) {
        Errand<T> errand = new Errand<>(action);
        Future<T> answer = threads.submit(errand::run);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return answer.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (TimeoutException e) {
            NoAnswerException stuck = new NoAnswerException("has not returned for " + time() + errand.place(), null);
            answer.cancel(true);
            throw stuck;
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private String time() {
        return millis % 1_000 == 0 ? millis / 1_000 + " s" : millis + " ms";
    }

    /** Something that starts, stops or removes a bundle, and runs code of it meanwhile. */
    interface BundleAction {
        void run() throws BundleException;
    }

    /** Does something to a bundle to its end, to its failure, which shows in the bundle's state, or gives it up. */
    void attempt(BundleAction action) {
        try {
            get(() -> {
                try {
                    action.run();
                } catch (BundleException itsOwnFailure) {
                    throw new NoAnswerException(itsOwnFailure.getMessage(), itsOwnFailure);
                }
                return null;
            });
        } catch (RuntimeException | LinkageError itsOwnFailure) {
            // Diagnosis says what has become of it.
        }
    }

    private static RuntimeException thrown(Throwable cause) {
        if (cause instanceof LinkageError aboutClasses) {
            throw aboutClasses;
        }
        return cause instanceof RuntimeException itsOwn ? itsOwn : new NoAnswerException("threw " + cause, cause);
    }

    /** Nobody asks any more. */
    void close() {
        threads.shutdownNow();
    }
}
