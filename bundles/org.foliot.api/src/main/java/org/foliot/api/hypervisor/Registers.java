package org.foliot.api.hypervisor;

/** General-purpose registers around a hypercall: arguments going in, results coming out. Reusable, not thread-safe. */
public final class Registers {
    private static final int COUNT = 18;

    private final long[] x = new long[COUNT];

    /** Register n, 0 to 17. */
    public long x(int n) {
        return x[n];
    }

    /** Sets register n, 0 to 17. */
    public void x(int n, long value) {
        x[n] = value;
    }

    /** Function id in x0 and up to three arguments; the rest is cleared. */
    public Registers call(long function, long a1, long a2, long a3) {
        java.util.Arrays.fill(x, 0);
        x[0] = function;
        x[1] = a1;
        x[2] = a2;
        x[3] = a3;
        return this;
    }

    /** Up to four results in x0 to x3 (SMC calling convention); the rest stays. */
    public void results(long r0, long r1, long r2, long r3) {
        x[0] = r0;
        x[1] = r1;
        x[2] = r2;
        x[3] = r3;
    }
}
