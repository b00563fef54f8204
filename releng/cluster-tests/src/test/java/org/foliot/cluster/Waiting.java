package org.foliot.cluster;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other processes do, which tell nobody. */
final class Waiting {
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private Waiting() {}

    /** Returns when it is so; fails when it still is not after a time that nothing takes unless it hangs. */
    static void until(String what, long patienceSeconds, BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(patienceSeconds)) {
                throw new AssertionError("waited in vain until " + what);
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }
}
