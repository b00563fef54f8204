package org.foliot.guest;

import java.util.function.Consumer;
import org.foliot.time.counter.Unsigned128;

/**
 * CLOCK_MONOTONIC and CLOCK_REALTIME of one kernel as programs read them: its clocksource, with what adjtimex and clock_settime
 * have done (kernel/time/timekeeping.c).
 *
 * <p>Choices of ours: an adjustment holds exactly, where Linux steers the multiplier of its clocksource towards it; NTP's seconds
 * are those of the clocksource; ticks and timers go by the clocksource as it is, CLOCK_MONOTONIC_RAW, which differs from what
 * Linux does by as much as the adjustment, 500 ppm at most once the phase is worked off.
 */
final class Timekeeper {
    private static final long SECOND = 1_000_000_000L;
    private static final long FRACTION = (1L << NtpState.SCALE_SHIFT) - 1;

    private final KernelClock raw;
    private final int bootCpu;
    /** CLOCK_REALTIME less CLOCK_MONOTONIC, picoseconds. */
    private long realOffset;
    /** Where the adjustments that hold now began. */
    private final Position anchor;
    /** The same a while later, worked out before; what is looked at never depends on it. */
    private final Position known;

    /** The clocks of a kernel that is entered at a true time, which its battery-backed clock has told it. */
    Timekeeper(KernelClock raw, int bootCpu, long trueTime) {
        this.raw = raw;
        this.bootCpu = bootCpu;
        this.realOffset = trueTime;
        this.anchor = new Position();
        this.known = new Position();
    }

    /** The same clocks, by a clocksource of the same kind. */
    Timekeeper(Timekeeper other, KernelClock raw) {
        this.raw = raw;
        this.bootCpu = other.bootCpu;
        this.realOffset = other.realOffset;
        this.anchor = new Position(other.anchor);
        this.known = new Position(other.anchor);
    }

    /** CLOCK_MONOTONIC in nanoseconds. */
    long monotonic(long now) {
        long nanos = raw.nanos(bootCpu, now);
        return nanos + correction(nanos);
    }

    /** CLOCK_REALTIME in picoseconds since the true time 0. */
    long realTime(long now) {
        return realOffset + Accounting.toPicoseconds(monotonic(now));
    }

    /** What the clock is made to gain, in nanoseconds per second in units of 2⁻³². */
    long frequency() {
        return anchor.ntp.frequency();
    }

    /** clock_settime: CLOCK_REALTIME is set forward, or back; a phase that was being worked off is forgotten. */
    void step(long picoseconds, long now) {
        adjust(NtpState::clearPhase, now);
        realOffset += picoseconds;
    }

    /** The kernel was suspended: CLOCK_REALTIME has gone on, CLOCK_MONOTONIC has not (timekeeping_inject_sleeptime64). */
    void slept(long nanos) {
        realOffset += Accounting.toPicoseconds(nanos);
    }

    /** adjtimex with ADJ_FREQUENCY, in nanoseconds per second in units of 2⁻³². */
    void setFrequency(long scaled, long now) {
        adjust(ntp -> ntp.setFrequency(scaled), now);
    }

    /** adjtimex with ADJ_OFFSET; see {@link NtpState#setPhase}. */
    void setPhase(long nanos, int timeConstant, long seconds, long now) {
        adjust(ntp -> ntp.setPhase(nanos, timeConstant, seconds), now);
    }

    private void adjust(Consumer<NtpState> change, long now) {
        long nanos = raw.nanos(bootCpu, now);
        anchor.advance(nanos);
        anchor.moveTo(nanos);
        change.accept(anchor.ntp);
        known.become(anchor);
    }

    private long correction(long nanos) {
        if (nanos < known.at) {
            known.become(anchor);
        }
        known.advance(nanos);
        return known.nanosAt(nanos);
    }

    /** An instant of the clocksource, by how much adjustments have changed the clock by then, and what holds from there on. */
    private static final class Position {
        private final NtpState ntp;
        /** Nanoseconds of the clocksource. */
        private long at;
        /** Whole nanoseconds that the clock has gained. */
        private long gained;
        /** The rest, in units of 2⁻³², from 0 to less than one. */
        private long fraction;

        Position() {
            ntp = new NtpState();
        }

        Position(Position other) {
            ntp = new NtpState(other.ntp);
            at = other.at;
            gained = other.gained;
            fraction = other.fraction;
        }

        void become(Position other) {
            ntp.become(other.ntp);
            at = other.at;
            gained = other.gained;
            fraction = other.fraction;
        }

        /** Goes through all seconds that begin up to an instant. */
        void advance(long nanos) {
            long next = nextSecond();
            while (next <= nanos) {
                moveTo(next);
                if (ntp.isSettled()) {
                    long seconds = (nanos - next) / SECOND;
                    ntp.secondBegins();
                    gain(ntp.adjustment(), seconds);
                    at += seconds * SECOND;
                    return;
                }
                ntp.secondBegins();
                next += SECOND;
            }
        }

        private long nextSecond() {
            return (Math.floorDiv(at, SECOND) + 1) * SECOND;
        }

        /** Goes on to an instant of the present second. */
        void moveTo(long nanos) {
            long length = nanos - at;
            gain(length == SECOND ? ntp.adjustment() : part(length), 1);
            at = nanos;
        }

        /** What has been gained at an instant of the present second, or before. */
        long nanosAt(long nanos) {
            return gained + ((fraction + part(nanos - at)) >> NtpState.SCALE_SHIFT);
        }

        /** What is gained in a part of a second, or lost in going back. */
        private long part(long nanos) {
            long adjustment = ntp.adjustment();
            if (nanos == 0 || adjustment == 0) {
                return 0;
            }
            long size = Unsigned128.multiplyDivide(Math.abs(nanos), Math.abs(adjustment), SECOND);
            return (nanos < 0) == (adjustment < 0) ? size : -size;
        }

        private void gain(long scaled, long times) {
            long low = fraction + (scaled & FRACTION) * times;
            gained += (scaled >> NtpState.SCALE_SHIFT) * times + (low >>> NtpState.SCALE_SHIFT);
            fraction = low & FRACTION;
        }
    }
}
