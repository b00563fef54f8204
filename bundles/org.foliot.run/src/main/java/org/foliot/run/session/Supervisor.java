package org.foliot.run.session;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.foliot.api.extension.Catalog;
import org.foliot.run.RunError;
import org.foliot.run.RunSettings;

/**
 * Runs a session on a thread of its own, and gives it up when a call of an extension does not return.
 *
 * <p>The calling thread waits, and looks at the session's pulse meanwhile, which is written without any barrier; so this
 * costs a run nothing but its thread. Only when the pulse has stopped is the stack looked at. If an extension is on it, and
 * still the same one in the same call when the limit is reached, the thread is interrupted; one that does not react is left
 * behind as a daemon. A session that is stuck in something else, such as a sink whose disk is slow, is waited for.
 */
public final class Supervisor {
    private static final long LOOK_MILLIS = 250;

    /** How many looks are enough when somebody wants the run to end anyway. */
    private static final long LOOKS_WHEN_CANCELLED = 4;

    private static final long PATIENCE_AFTER_INTERRUPT_MILLIS = 1_000;

    private final Session session;
    private final Catalog catalog;
    private final RunSettings settings;
    private final CountDownLatch ended = new CountDownLatch(1);
    private Throwable thrown;

    /**
     * Supervises one session.
     *
     * @param catalog what is installed
     */
    public Supervisor(Session session, Catalog catalog, RunSettings settings) {
        this.session = session;
        this.catalog = catalog;
        this.settings = settings;
    }

    /**
     * Runs the session to its end, or gives it up. An interrupt of the calling thread changes nothing, and is kept.
     *
     * @throws RuntimeException what the sink threw, and nothing else
     */
    public void run() {
        Thread thread = new Thread(this::simulate, Thread.currentThread().getName() + " simulation");
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        while (true) {
            try {
                watch(thread);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (ended.getCount() == 0 && thrown instanceof RuntimeException ofSink) {
            throw ofSink;
        } else if (ended.getCount() == 0 && thrown instanceof Error ofSink) {
            throw ofSink;
        }
    }

    private void simulate() {
        try {
            session.run(catalog);
        } catch (RuntimeException | Error e) {
            thrown = e;
        } finally {
            ended.countDown();
        }
    }

    private void watch(Thread thread) throws InterruptedException {
        Duration limit = settings.callLimit();
        long look = Math.max(1, Math.min(LOOK_MILLIS, limit.toMillis() / LOOKS_WHEN_CANCELLED));
        long enough = Math.max(1, limit.toMillis() / look);
        long pulse = session.pulse();
        long still = 0;
        Optional<RunError.Culprit> suspect = Optional.empty();
        while (!ended.await(look, TimeUnit.MILLISECONDS)) {
            if (session.pulse() != pulse) {
                pulse = session.pulse();
                still = 0;
                continue;
            }
            still++;
            if (still == 1) {
                suspect = Faults.stuck(thread.getStackTrace(), session.extensions(catalog));
            } else if (still > enough
                    || still > LOOKS_WHEN_CANCELLED && settings.cancellation().isRequested()) {
                StackTraceElement[] stack = thread.getStackTrace();
                Optional<RunError.Culprit> culprit = Faults.stuck(stack, session.extensions(catalog));
                if (culprit.isPresent() && culprit.equals(suspect) && session.pulse() == pulse) {
                    giveUp(thread, culprit.get(), stack, still * look);
                    return;
                }
                still = 0;
            }
        }
    }

    private void giveUp(Thread thread, RunError.Culprit culprit, StackTraceElement[] stack, long millis)
            throws InterruptedException {
        String message = "has not returned for " + (millis < 1_000 ? millis + " ms" : millis / 1_000 + " s");
        session.abandon(error(message, culprit, stack));
        thread.interrupt();
        if (!ended.await(PATIENCE_AFTER_INTERRUPT_MILLIS, TimeUnit.MILLISECONDS)) {
            session.abandon(error(
                    message + " and does not react to an interrupt; its thread is left behind until the process ends",
                    culprit,
                    stack));
        }
    }

    private RunError error(String message, RunError.Culprit culprit, StackTraceElement[] stack) {
        return new RunError(
                message,
                Optional.empty(),
                OptionalLong.of(session.instant()),
                Optional.of(culprit),
                Faults.trace(stack));
    }
}
