package org.foliot.guest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.foliot.api.guest.FirmwareOptions;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.guest.GuestSystem;
import org.foliot.api.guest.PvTimeDriver.Handover;
import org.foliot.api.host.Implementation;
import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.api.observation.Observations;
import org.foliot.api.workload.Behaviour;
import org.foliot.api.workload.Discipline;
import org.foliot.engine.RandomStream;
import org.foliot.engine.RandomStreams;
import org.foliot.time.Frequency;

/**
 * All software of one guest, as the machine runs it, a timeline acts on it, and metrics look at it.
 *
 * <p>Instants and lengths of time are picoseconds. Every {@code now} is the present instant of the machine, which never goes
 * back from call to call. What is looked at is what the guest's kernel itself would find in its books at that instant; looking
 * never changes what the guest does or reports. Metrics of a kernel that is not there yet are 0, and a new kernel starts all of
 * them from 0, processes' included.
 *
 * <p>What a timeline asks for is done by the first online CPU of the kernel the next time that it executes, in the order of
 * asking, and not before userspace is up: a guest whose vCPUs wait for a processor does nothing.
 *
 * <p>Not thread-safe; belongs to the thread that runs its machine.
 */
public final class Guest implements GuestSystem {
    private static final long MICROSECONDS = 1_000_000L;

    private final GuestSpec spec;
    private final GuestPlatform platform;
    private final Drivers drivers;
    private final List<Optional<RandomStream>> random;
    private final Deque<Request> requests = new ArrayDeque<>();
    private final OutsideClocks outside = new OutsideClocks();
    private final Stages stages = new Succession();
    private final GuestMetrics metrics = new GuestMetrics(this);
    private final ProcFs procFs = new ProcFs(this);
    private Software software = new PoweredOff();
    private Kernel kernel;
    private int kernels;
    private int present;
    private boolean stepAtTicks;
    /** Frequency of the counter as the firmware read it when it started last; null for a guest that never was on. */
    private Frequency firmwareCounter;

    /**
     * A guest that is off.
     *
     * @param spec what is installed in it
     * @param platform the machine as its software sees it
     * @param drivers where its software gets its drivers
     * @param streams where processes that sleep for random times get their numbers
     */
    public Guest(GuestSpec spec, GuestPlatform platform, Drivers drivers, RandomStreams streams) {
        this.spec = spec;
        this.platform = platform;
        this.drivers = drivers;
        this.present = spec.present();
        this.random = spec.processes().stream()
                .map(p -> randomPurpose(p.behaviour()).map(use -> streams.stream(spec.name() + "." + p.name(), use)))
                .toList();
    }

    /** What a process needs random numbers for, if it needs any. */
    private static Optional<String> randomPurpose(Behaviour behaviour) {
        if (behaviour instanceof Behaviour.Sporadic) {
            return Optional.of("sleep");
        }
        boolean asksOverNetwork =
                behaviour instanceof Behaviour.Sampling sampling && sampling.program() instanceof Discipline.Ntp;
        return asksOverNetwork ? Optional.of("network") : Optional.empty();
    }

    /** On which implementations its kernel may come to run, as far as it was told and believed it; empty without a kernel. */
    public List<Implementation> targets() {
        return kernel == null ? List.of() : kernel.targets();
    }

    /** What is installed in it. */
    public GuestSpec spec() {
        return spec;
    }

    @Override
    public void powerOn(long now) {
        kernel = null;
        kernels = 0;
        present = spec.present();
        requests.clear();
        firmwareCounter = platform.clock().frequency();
        software = new Firmware(spec, platform, drivers, stages, 0);
    }

    /** The VMM ends the guest; its software gets no chance to say good-bye. Metrics stay 0 until it is powered on again. */
    public void powerOff(long now) {
        kernel = null;
        requests.clear();
        software = new PoweredOff();
        platform.observe(Observations.GUEST_STAGE, 0, GuestStage.OFF.code(), 0);
    }

    @Override
    public long enter(int vcpu, long now) {
        return software.enter(vcpu, now);
    }

    @Override
    public long step(int vcpu, long now) {
        return software.step(vcpu, now);
    }

    @Override
    public long interrupt(int vcpu, long now) {
        return software.step(vcpu, now);
    }

    @Override
    public void exit(int vcpu, long now) {
        software.exit(vcpu, now);
    }

    @Override
    public long wakeUp(int vcpu, long now) {
        return software.wakeUp(vcpu, now);
    }

    @Override
    public void clockChanged(long now) {
        software.clockChanged(now);
    }

    @Override
    public void clockChanges(long now) {
        software.clockChanges(now);
    }

    @Override
    public Saved save() {
        return new SavedSoftware(this, software.copy(), kernels, present, List.copyOf(requests), firmwareCounter);
    }

    @Override
    public void restore(Saved saved) {
        if (saved == NOTHING) {
            return;
        }
        if (!(saved instanceof SavedSoftware mine) || mine.owner() != this) {
            throw new IllegalArgumentException("what is to be restored was not saved by guest " + spec.name());
        }
        software = mine.software().copy();
        kernel = software instanceof Kernel running ? running : null;
        kernels = mine.kernels();
        present = mine.present();
        firmwareCounter = mine.firmwareCounter();
        requests.clear();
        requests.addAll(mine.requests());
    }

    /** What was saved; it is copied once more whenever it is restored. */
    private record SavedSoftware(
            Guest owner, Software software, int kernels, int present, List<Request> requests, Frequency firmwareCounter)
            implements Saved {}

    /**
     * Stolen time of a vCPU is about to be changed by something else than the hypervisor's update before an entry, such as a
     * fault injection: what the vCPU has executed is booked with the value as it was.
     */
    public void stolenTimeChanges(int vcpu, long now) {
        if (kernel != null) {
            kernel.look(vcpu, now);
        }
    }

    // What a timeline can ask for.

    /**
     * Starts a process that does not run, from zero.
     *
     * @param process its place in {@link GuestSpec#processes}
     */
    public void startProcess(int process) {
        spec.processes().get(process);
        request((k, cpu, now) -> k.work.startAgain(k.tasks[process], cpu, now));
    }

    /** Kills a process; one that runs dies when its vCPU executes. */
    public void stopProcess(int process) {
        spec.processes().get(process);
        request((k, cpu, now) -> k.work.kill(k.tasks[process], cpu, now));
    }

    /**
     * Changes the nice value of a process.
     *
     * @throws IllegalArgumentException for a value that is not between −20 and 19
     */
    public void nice(int process, int nice) {
        spec.processes().get(process);
        if (nice < -20 || nice > 19) {
            throw new IllegalArgumentException("nice " + nice + " is not between -20 and 19");
        }
        request((k, cpu, now) -> k.scheduler.nice(k.tasks[process], nice, cpu, now));
    }

    /** Takes a CPU offline; the last one stays. */
    public void offlineCpu(int vcpu) {
        requirePresent(vcpu);
        request((k, cpu, now) -> k.offline(vcpu, cpu));
    }

    /** Brings a CPU online. */
    public void onlineCpu(int vcpu) {
        requirePresent(vcpu);
        request((k, cpu, now) -> k.online(vcpu));
    }

    /** The VMM has hot-added the next vCPU; the kernel finds it and brings it online. Returns its number. */
    public int addCpu() {
        if (present == spec.vcpus()) {
            throw new IllegalStateException("guest " + spec.name() + " has all its " + present + " vCPUs");
        }
        int vcpu = present++;
        if (kernel != null) {
            kernel.add();
        }
        request((k, cpu, now) -> k.online(vcpu));
        return vcpu;
    }

    /**
     * The kernel starts another kernel: all CPUs but one go down in order, then that one enters the new kernel.
     *
     * @param next the new kernel
     * @param disable whether the old one disables stolen time first, where its driver has something to disable
     */
    public void kexec(KernelSpec next, boolean disable) {
        request((k, cpu, now) -> k.takeOver(new Takeover(Handover.KEXEC, next, disable), cpu));
    }

    /**
     * The kernel panics and starts its crash kernel: all other CPUs stop where they are. The crash kernel uses one CPU and
     * runs no processes, which is a choice.
     */
    public void crash(KernelSpec next, boolean disable) {
        request((k, cpu, now) -> k.takeOver(new Takeover(Handover.CRASH, next, disable), cpu));
    }

    /**
     * The guest suspends itself to RAM, until {@link #wake}.
     *
     * @param alarm when that will be, which is saved with the guest
     */
    public void sleep(long alarm) {
        request((k, cpu, now) -> k.suspend(cpu, alarm));
    }

    /** When the alarm goes off that a guest waits for which is asleep, or about to be. */
    public OptionalLong alarm() {
        return kernel == null ? OptionalLong.empty() : kernel.suspension.alarm();
    }

    /**
     * The alarm of the VMM's real-time clock goes off: a guest that is asleep, or about to be, goes on. Nothing happens to others.
     *
     * @param kick whether a vCPU can be sent the interrupt now; one that is held finds it when it goes on
     */
    public void wake(boolean kick) {
        int vcpu = kernel == null ? -1 : kernel.suspension.ring();
        if (kick && vcpu >= 0) {
            platform.kick(vcpu);
        }
    }

    /** The guest shuts down in order, resets, and goes through its firmware again. */
    public void reboot() {
        request((k, cpu, now) -> k.takeOver(new Takeover(Handover.REBOOT, null, true), cpu));
    }

    /** The server of time that ntpd asks is wrong from now on, or right again. */
    public void stepTimeServer(long picoseconds) {
        outside.stepServer(picoseconds);
    }

    /** The VMM's real-time clock is wrong from now on, or right again. */
    public void stepRealTimeClock(long picoseconds) {
        outside.stepRealTimeClock(picoseconds);
    }

    /** Somebody sets CLOCK_REALTIME; nothing while there is no kernel. */
    public void stepRealTime(long picoseconds, long now) {
        if (kernel != null) {
            kernel.timekeeper.step(picoseconds, now);
        }
    }

    /**
     * The next exit of a vCPU that runs a process strikes inside an update of its run-queue clock, after the counter has been
     * read and before stolen time is. The machine has to make that exit happen; how long it lasts is its business.
     */
    public void raceNextExit(int vcpu) {
        requirePresent(vcpu);
        if (kernel != null) {
            kernel.cpus[vcpu].raceArmed = true;
        }
    }

    /**
     * Whether the guest asks to be stepped at every tick that books steal, so that the observation {@code tick_steal} carries
     * the instant of the tick. Without, it comes when the vCPU next stops executing, and sums up. Nothing else changes.
     */
    public void stepAtTicks(boolean on) {
        stepAtTicks = on;
        if (kernel != null) {
            kernel.stepAtTicks(on);
        }
    }

    private void request(Request request) {
        if (software instanceof PoweredOff) {
            throw new IllegalStateException("guest " + spec.name() + " is off");
        }
        requests.add(request);
        if (kernel != null) {
            kernel.serveSoon();
        }
    }

    private void requirePresent(int vcpu) {
        if (vcpu < 0 || vcpu >= present) {
            throw new IllegalArgumentException(
                    "guest " + spec.name() + " has no vCPU " + vcpu + "; there are 0 to " + (present - 1));
        }
    }

    /** What there is to measure. */
    public GuestMetrics metrics() {
        return metrics;
    }

    /** What programs in the guest read. */
    public ProcFs procFs() {
        return procFs;
    }

    /**
     * How long a delay of the firmware really takes from now on, in picoseconds: as many ticks of the counter as it takes for that
     * time. 0 without firmware, and while the counter stands.
     */
    long firmwareDelay(long microseconds, long now) {
        if (spec.firmware().isEmpty() || firmwareCounter == null) {
            return 0;
        }
        boolean cached = spec.firmware().get().cntfrq() == FirmwareOptions.Cntfrq.CACHED;
        VirtualClock clock = platform.clock();
        Frequency believed = cached ? firmwareCounter : clock.frequency();
        long ticks = believed.hertz() * microseconds / MICROSECONDS;
        long end = clock.instantOfVirtual(0, clock.virtualCounter(0, now) + ticks);
        return end == VirtualClock.NEVER ? 0 : end - now;
    }

    /** The kernel that runs; null for none. */
    Kernel kernel() {
        return kernel;
    }

    private final class Succession implements Stages {
        @Override
        public long startKernel(KernelSpec next, int boot, boolean whole, long now) {
            kernels++;
            KernelEntry entry =
                    new KernelEntry(spec, next, kernels, boot, present, whole, stepAtTicks, outside, requests, random);
            kernel = new Kernel(entry, platform, drivers, stages, now);
            software = kernel;
            return kernel.start(now);
        }

        @Override
        public long startFirmware(int boot, long now) {
            kernel = null;
            kernels = 0;
            firmwareCounter = platform.clock().frequency();
            software = new Firmware(spec, platform, drivers, stages, boot);
            return software.enter(boot, now);
        }
    }

    /** Nothing runs. */
    private static final class PoweredOff implements Software {
        @Override
        public long enter(int vcpu, long now) {
            return OFF;
        }

        @Override
        public long step(int vcpu, long now) {
            return OFF;
        }

        @Override
        public void exit(int vcpu, long now) {
            // Nothing ran.
        }

        @Override
        public long wakeUp(int vcpu, long now) {
            return NEVER;
        }

        @Override
        public void clockChanged(long now) {
            // Nobody reads it.
        }

        @Override
        public Software copy() {
            return this;
        }
    }
}
