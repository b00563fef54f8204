package org.foliot.launcher;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Turns a signal to end into an interrupt of the application's thread, and gives it time to clean up. */
final class Interruption implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 10;

    private final CountDownLatch returned = new CountDownLatch(1);

    private Interruption() {}

    /** From now until {@link #close()} a signal interrupts the calling thread. */
    static Interruption ofCurrentThread() {
        Interruption interruption = new Interruption();
        Thread application = Thread.currentThread();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> interruption.interrupt(application), "foliot-interruption"));
        return interruption;
    }

    private void interrupt(Thread application) {
        if (returned.getCount() == 0) {
            return; // the ordinary end of the process
        }
        application.interrupt();
        try {
            if (!returned.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("foliot: interrupted in the middle of something that does not stop");
            }
        } catch (InterruptedException again) {
            Thread.currentThread().interrupt();
        }
    }

    /** The application has returned. */
    @Override
    public void close() {
        returned.countDown();
    }
}
