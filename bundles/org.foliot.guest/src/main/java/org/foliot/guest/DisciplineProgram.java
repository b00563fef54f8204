package org.foliot.guest;

import org.foliot.api.guest.ReferenceClock;
import org.foliot.api.workload.Discipline;
import org.foliot.engine.RandomStream;
import org.foliot.guest.discipline.AdjustableClock;
import org.foliot.guest.discipline.Servo;
import org.foliot.time.Duration;

/**
 * A program that keeps CLOCK_REALTIME by an outside clock, as a process runs it: measures how far off it is.
 *
 * <p>What it asks over a network is answered by true time. The answer is stamped when the guest executes after its arrival, so
 * that a vCPU that has to wait then is off by half of that wait.
 */
final class DisciplineProgram implements RunningProgram {
    private static final String VMCLOCK = "vmclock";
    private static final long HALF_A_SECOND = Duration.PS_PER_SECOND / 2;

    private final Discipline options;
    private final Setting clock = new Setting();
    private Servo servo;
    private long offset;
    private boolean asked;
    /** CLOCK_REALTIME when it asked, in nanoseconds. */
    private long askedAt;
    /** What the server showed when it was asked, in nanoseconds. */
    private long answer;

    private boolean markerKnown;
    private long marker;

    DisciplineProgram(Discipline options) {
        this.options = options;
        this.servo = Servo.of(options);
    }

    private DisciplineProgram(DisciplineProgram other) {
        this.options = other.options;
        this.servo = other.servo.copy();
        this.offset = other.offset;
        this.asked = other.asked;
        this.askedAt = other.askedAt;
        this.answer = other.answer;
        this.markerKnown = other.markerKnown;
        this.marker = other.marker;
    }

    @Override
    public void start() {
        servo = Servo.of(options);
        offset = 0;
        asked = false;
        markerKnown = false;
    }

    @Override
    public long read(Kernel kernel, Cpu cpu, long nanos, long now) {
        if (servo.hasGivenUp()) {
            return 0;
        }
        if (options instanceof Discipline.Ntp ntp) {
            return asked ? hear(kernel, nanos, now) : ask(kernel, cpu, ntp, now);
        } else if (options instanceof Discipline.Ptp ptp) {
            readDevice(kernel, cpu, ptp, nanos, now);
        } else {
            readRealTimeClock(kernel, nanos, now);
        }
        return 0;
    }

    private long ask(Kernel kernel, Cpu cpu, Discipline.Ntp ntp, long now) {
        if (ntp.vmclock()) {
            lookAtMarker(kernel, cpu);
        }
        RandomStream random = cpu.current.random;
        long out = delay(ntp.path(), random);
        asked = true;
        askedAt = realNanos(kernel, now);
        answer = toNanos(now + out + kernel.outside().server());
        return Math.max(1, toNanos(out + delay(ntp.path(), random)));
    }

    private static long delay(Discipline.Path path, RandomStream random) {
        long jitter = path.jitter().picoseconds();
        return path.delay().picoseconds() + (jitter == 0 ? 0 : random.nextExponential(jitter));
    }

    private long hear(Kernel kernel, long nanos, long now) {
        asked = false;
        long heardAt = realNanos(kernel, now);
        sample(kernel, Math.floorDiv(answer - askedAt + answer - heardAt, 2), nanos, now);
        return 0;
    }

    private void readDevice(Kernel kernel, Cpu cpu, Discipline.Ptp ptp, long nanos, long now) {
        if (ptp.vmclock()) {
            lookAtMarker(kernel, cpu);
        }
        ReferenceClock device = kernel.clocks.reference(ptp.device());
        long shown = device == null ? ReferenceClock.UNAVAILABLE : device.nanos(cpu.number);
        if (shown != ReferenceClock.UNAVAILABLE) {
            sample(kernel, shown - realNanos(kernel, now), nanos, now);
        }
    }

    private void readRealTimeClock(Kernel kernel, long nanos, long now) {
        long exact = now + kernel.outside().realTimeClock();
        long shown = Math.floorDiv(exact, Duration.PS_PER_SECOND) * Duration.PS_PER_SECOND;
        sample(kernel, toNanos(shown + HALF_A_SECOND) - realNanos(kernel, now), nanos, now);
    }

    private void lookAtMarker(Kernel kernel, Cpu cpu) {
        ReferenceClock vmclock = kernel.clocks.reference(VMCLOCK);
        if (vmclock != null) {
            long seen = vmclock.disruptionMarker(cpu.number);
            if (markerKnown && seen != marker) {
                servo.disrupted();
            }
            marker = seen;
            markerKnown = true;
        }
    }

    private void sample(Kernel kernel, long measured, long nanos, long now) {
        offset = measured;
        clock.timekeeper = kernel.timekeeper;
        clock.now = now;
        servo.sample(measured, nanos, clock);
    }

    private static long realNanos(Kernel kernel, long now) {
        return toNanos(kernel.timekeeper.realTime(now));
    }

    private static long toNanos(long picoseconds) {
        return Math.floorDiv(picoseconds, Duration.PS_PER_NANO);
    }

    @Override
    public long offset() {
        return offset;
    }

    @Override
    public long steps() {
        return servo.steps();
    }

    @Override
    public boolean hasGivenUp() {
        return servo.hasGivenUp();
    }

    @Override
    public RunningProgram copy() {
        return new DisciplineProgram(this);
    }

    /** The clock of the kernel at an instant, to be set. */
    private static final class Setting implements AdjustableClock {
        private Timekeeper timekeeper;
        private long now;

        @Override
        public void step(long nanos) {
            timekeeper.step(nanos * Duration.PS_PER_NANO, now);
        }

        @Override
        public void setFrequency(long scaled) {
            timekeeper.setFrequency(scaled, now);
        }

        @Override
        public long frequency() {
            return timekeeper.frequency();
        }

        @Override
        public void setPhase(long nanos, int timeConstant, long seconds) {
            timekeeper.setPhase(nanos, timeConstant, seconds, now);
        }
    }
}
