package org.foliot.guest;

import java.math.BigInteger;
import org.foliot.api.guest.GuestKernelOptions;
import org.foliot.api.guest.GuestKernelOptions.Accounting;
import org.foliot.api.guest.GuestKernelOptions.ExcessSteal;
import org.foliot.api.guest.GuestKernelOptions.TickSteal;
import org.foliot.time.Frequency;

/**
 * One CPU of a kernel with one busy process, written down tick by tick from kernel/sched/cputime.c and core.c with no regard
 * for speed; what {@link Guest} books in bulk has to come to the same.
 */
final class NaiveKernel {
    private static final BigInteger GIGA = BigInteger.valueOf(1_000_000_000L);
    private static final BigInteger TERA = BigInteger.valueOf(1_000_000_000_000L);

    private final GuestKernelOptions options;
    private final BigInteger hertz;
    private final BigInteger base;
    private final long tick;
    private final long phase;

    long user;
    long steal;
    long clock;
    long clockTask;
    long charged;
    long ran;
    long jiffies;
    private long stolen;
    private long previousSteal;
    private long previousStealOfQueue;
    private long executionStart;
    private long accountedTo;
    private long nextTick;
    private long mark;

    NaiveKernel(GuestKernelOptions options, Frequency frequency, long entry) {
        this.options = options;
        this.hertz = BigInteger.valueOf(frequency.hertz());
        this.base = counter(entry);
        long hz = options.tick().hertz();
        this.tick = (1_000_000_000L + hz / 2) / hz;
        this.phase = tick * 3 / 8;
        this.nextTick = phase + tick;
        this.mark = entry;
    }

    private BigInteger counter(long instant) {
        return BigInteger.valueOf(instant).multiply(hertz).divide(TERA);
    }

    private long nanos(long instant) {
        return counter(instant).subtract(base).multiply(GIGA).divide(hertz).longValueExact();
    }

    /** First picosecond at which the clock shows so much. */
    private long instantOf(long nanos) {
        BigInteger count = ceil(BigInteger.valueOf(nanos).multiply(hertz), GIGA).add(base);
        return ceil(count.multiply(TERA), hertz).longValueExact();
    }

    private static BigInteger ceil(BigInteger a, BigInteger b) {
        return a.add(b).subtract(BigInteger.ONE).divide(b);
    }

    void enter(long instant, long stolenNow) {
        stolen = stolenNow;
        mark = instant;
        if (instantOf(nextTick) <= instant) {
            tick(nanos(instant));
        }
    }

    /** Executes up to an instant, which counts. */
    void execute(long instant) {
        while (instantOf(nextTick) <= instant) {
            tick(nanos(instantOf(nextTick)));
        }
        ran += instant - mark;
        mark = instant;
    }

    private void tick(long nanos) {
        jiffies = (nanos - phase) / tick;
        nextTick = phase + (jiffies + 1) * tick;
        if (options.accounting() == Accounting.VTIME) {
            vtimeUserExit(nanos);
        } else {
            accountProcessTick();
        }
        updateClock(nanos);
        long delta = clockTask - executionStart;
        if (delta > 0) {
            charged += delta;
            executionStart = clockTask;
        }
    }

    private void accountProcessTick() {
        long cputime = tick;
        long taken = stealAccountProcessTime(options.tickSteal() == TickSteal.ALL ? -1L : tick);
        if (Long.compareUnsigned(taken, cputime) >= 0) {
            return;
        }
        user += cputime - taken;
    }

    private long stealAccountProcessTime(long max) {
        long s = stolen - previousSteal;
        s = Long.compareUnsigned(s, max) < 0 ? s : max;
        steal += s;
        previousSteal += s;
        return s;
    }

    private void vtimeUserExit(long nanos) {
        if (nanos <= accountedTo) {
            return;
        }
        long delta = nanos - accountedTo;
        long other = stealAccountProcessTime(delta);
        accountedTo += delta;
        user += delta - other;
    }

    private void updateClock(long nanos) {
        long delta = nanos - clock;
        if (delta < 0) {
            return;
        }
        clock += delta;
        if (options.stealAccounting() && options.stealClock()) {
            long s = stolen - previousStealOfQueue;
            if (s > delta) {
                s = delta;
            }
            if (options.excessSteal() == ExcessSteal.CARRIED) {
                previousStealOfQueue += s;
            } else {
                previousStealOfQueue = stolen;
            }
            delta -= s;
        }
        clockTask += delta;
    }

    /** What /proc/stat shows for user: vtime adds what it has not accounted yet. */
    long shownUser(long instant) {
        return options.accounting() == Accounting.VTIME ? user + Math.max(0, nanos(instant) - accountedTo) : user;
    }
}
