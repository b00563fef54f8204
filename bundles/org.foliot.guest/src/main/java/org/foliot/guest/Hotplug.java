package org.foliot.guest;

import org.foliot.api.guest.GuestKernelOptions;
import org.foliot.api.guest.GuestKernelOptions.OnlinePhase;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.observation.Observations;

/**
 * Brings the CPUs of one kernel up and down, and stolen time with them (kernel/cpu.c, arch/arm64/kernel/paravirt.c).
 *
 * <p>Choices of ours: the boot CPU starts the others one after the other and idles meanwhile; going down takes a CPU as much
 * of its time as coming up, and stolen time is torn down at the beginning of it, so that ticks in between find a steal clock
 * of 0, as in Linux.
 */
final class Hotplug {
    private final GuestPlatform platform;
    private final GuestKernelOptions options;
    private final StolenTime stolen;
    private final Clocks clocks;
    private final Accounting accounting;
    private final Scheduler scheduler;
    private final Interrupts interrupts;
    private final Cpu[] cpus;
    private final Cpu boot;
    private int starting;
    private boolean bootGoesOn;

    Hotplug(
            GuestPlatform platform,
            GuestKernelOptions options,
            StolenTime stolen,
            Clocks clocks,
            Accounting accounting,
            Scheduler scheduler,
            Interrupts interrupts,
            Cpu[] cpus,
            Cpu boot) {
        this.platform = platform;
        this.options = options;
        this.stolen = stolen;
        this.clocks = clocks;
        this.accounting = accounting;
        this.scheduler = scheduler;
        this.interrupts = interrupts;
        this.cpus = cpus;
        this.boot = boot;
    }

    /** Goes on where another has got to. */
    void goOnFrom(Hotplug other) {
        starting = other.starting;
        bootGoesOn = other.bootGoesOn;
    }

    /** The kernel is entered on its boot CPU: it looks for stolen time (time_init, pv_time_init) and goes on booting. */
    void boot(long now) {
        boot.phase = Cpu.Phase.BOOTING;
        boot.executing = true;
        boot.mark = now;
        boot.kernelWork = options.bootTime().picoseconds();
        clocks.cpuOnline(boot.number);
        boot.eventStream = clocks.eventStream();
        boot.tick.forward(accounting.monotonic(boot, now), now);
        if (!stolen.hasDriver()) {
            return;
        }
        boolean there = stolen.probe();
        observe(GuestStage.PVTIME_PROBED, boot, there ? 1 : 0);
        if (there && setUp(boot) == 0) {
            stolen.enable(options.stealAccounting() && options.stealClock());
        }
    }

    private int setUp(Cpu cpu) {
        int result = stolen.online(cpu.number);
        observe(GuestStage.PVTIME_ONLINE, cpu, result);
        return result;
    }

    /** Whether the kernel's own work on a CPU that is not online is done. */
    static boolean isPhaseOver(Cpu cpu) {
        return cpu.kernelWork <= 0;
    }

    /** The kernel's own work on a CPU is done. */
    void finishPhase(Cpu cpu) {
        switch (cpu.phase) {
            case BOOTING -> {
                cpu.phase = Cpu.Phase.ONLINE;
                cpu.needsReschedule = true;
                observe(GuestStage.CPU_ONLINE, cpu, online());
                bootGoesOn = true;
            }
            case STARTING -> finishStart(cpu);
            case STOPPING -> finishStop(cpu);
            case OFF, ONLINE -> throw new IllegalStateException("CPU " + cpu.number + " is in no phase");
        }
    }

    /** Powers a CPU on. */
    void powerOn(Cpu cpu) {
        if (cpu.phase == Cpu.Phase.OFF && !cpu.powered) {
            cpu.powered = true;
            platform.powerOn(cpu.number);
        }
    }

    /** A CPU that was powered on executes its first instruction (secondary_start_kernel). */
    void start(Cpu cpu, long now) {
        cpu.powered = false;
        cpu.phase = Cpu.Phase.STARTING;
        cpu.kernelWork = options.onlineTime().picoseconds();
        cpu.accountedTo = accounting.nanos(cpu, now);
        clocks.cpuOnline(cpu.number);
        cpu.eventStream = clocks.eventStream();
        cpu.tick.forward(accounting.monotonic(cpu, now), now);
        if (options.hotplugReset()) {
            cpu.times.forgetSteal();
            cpu.clock.forgetSteal();
        }
        if (stolen.isShown() && options.onlinePhase() == OnlinePhase.STARTING) {
            observe(GuestStage.PVTIME_MAPPED_ATOMIC, cpu, 0);
            setUp(cpu);
        }
    }

    private void finishStart(Cpu cpu) {
        if (stolen.isShown() && options.onlinePhase() == OnlinePhase.ONLINE) {
            int result = setUp(cpu);
            if (result < 0) {
                turnOff(cpu);
                observe(GuestStage.CPU_FAILED, cpu, result);
                continueBoot(cpu);
                return;
            }
        }
        cpu.phase = Cpu.Phase.ONLINE;
        cpu.needsReschedule = true;
        observe(GuestStage.CPU_ONLINE, cpu, online());
        continueBoot(cpu);
    }

    private void continueBoot(Cpu cpu) {
        if (cpu.number == starting && cpu != boot) {
            starting = -1;
            bootGoesOn = true;
            interrupts.send(boot, cpu);
        }
    }

    /** Whether the boot CPU has to start the next CPU or userspace. */
    boolean bootGoesOn(Cpu cpu) {
        return bootGoesOn && cpu == boot;
    }

    /**
     * Starts the next CPU.
     *
     * @param present CPUs that are there
     * @return false when all have been started
     */
    boolean startNext(int present) {
        bootGoesOn = false;
        for (int i = 0; i < present; i++) {
            Cpu cpu = cpus[i];
            if (cpu.phase == Cpu.Phase.OFF && !cpu.powered && !cpu.started) {
                cpu.started = true;
                starting = i;
                powerOn(cpu);
                return true;
            }
        }
        starting = -1;
        return false;
    }

    /**
     * A CPU begins to go down: tasks and timers leave it.
     *
     * @param orderly whether stolen time is torn down
     */
    void stop(Cpu cpu, boolean orderly, long now) {
        if (cpu.idle) {
            accounting.leaveIdle(cpu, now);
        }
        scheduler.evacuate(cpu, now);
        if (orderly) {
            clocks.cpuOffline(cpu.number);
            if (stolen.isShown()) {
                stolen.offline(cpu.number);
            }
        }
        cpu.phase = Cpu.Phase.STOPPING;
        cpu.kernelWork = options.onlineTime().picoseconds();
    }

    private void finishStop(Cpu cpu) {
        turnOff(cpu);
        observe(GuestStage.CPU_OFFLINE, cpu, online());
    }

    /** A CPU is off from now on. */
    void turnOff(Cpu cpu) {
        cpu.phase = Cpu.Phase.OFF;
        cpu.current = null;
        cpu.idle = false;
        cpu.needsReschedule = false;
        cpu.stopWanted = false;
        cpu.powered = false;
        cpu.executing = false;
        cpu.eventStream = null;
        cpu.tick.stop();
    }

    /** Number of CPUs that are online. */
    int online() {
        int count = 0;
        for (Cpu cpu : cpus) {
            if (cpu.isOnline()) {
                count++;
            }
        }
        return count;
    }

    private void observe(GuestStage stage, Cpu cpu, long detail) {
        platform.observe(Observations.GUEST_STAGE, cpu.number, stage.code(), detail);
    }
}
