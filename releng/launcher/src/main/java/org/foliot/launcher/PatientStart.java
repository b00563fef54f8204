package org.foliot.launcher;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.Bundle;

/**
 * Starts bundles of others, whose activators may do anything. One that does not return is left behind on its thread, which does not
 * keep the process alive; its state then says that it is still starting.
 */
final class PatientStart {

    /** How long a bundle may take; the same setting as that of {@code org.foliot.catalog}, which waits for extensions to be made. */
    static final long MILLIS = Long.getLong("org.foliot.patience", 10_000);

    private PatientStart() {}

    /** Starts one after the other, and notes of each that fails why. */
    static void start(List<Bundle> bundles, List<String> failures) {
        ExecutorService threads = Executors.newCachedThreadPool(PatientStart::thread);
        try {
            for (Bundle bundle : bundles) {
                Future<?> started = threads.submit(() -> {
                    bundle.start(Bundle.START_TRANSIENT);
                    return null;
                });
                try {
                    started.get(MILLIS, TimeUnit.MILLISECONDS);
                } catch (ExecutionException wrong) {
                    failures.add(String.valueOf(wrong.getCause().getMessage()));
                } catch (TimeoutException stuck) {
                    started.cancel(true);
                    failures.add(bundle.getSymbolicName() + " does not start");
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdown();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "foliot-plugins");
        thread.setDaemon(true);
        return thread;
    }
}
