package org.foliot.guest;

import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.guest.PvTimeDriver.Handover;
import org.foliot.api.observation.Observations;

/**
 * Ends one kernel: all CPUs but one go down, or stop where they are, and that one lets other software take the machine over
 * (kernel/kexec_core.c, kernel/reboot.c).
 */
final class Departure {
    private final GuestPlatform platform;
    private final Stages stages;
    private final Clocks clocks;
    private final StolenTime stolen;
    private final Accounting accounting;
    private final Hotplug hotplug;
    private final Interrupts interrupts;
    private final Cpu[] cpus;
    /** How it ends; null while that is not asked for. */
    private Takeover takeover;
    /** The CPU that is left. */
    private Cpu heir;

    Departure(
            GuestPlatform platform,
            Stages stages,
            Clocks clocks,
            StolenTime stolen,
            Accounting accounting,
            Hotplug hotplug,
            Interrupts interrupts,
            Cpu[] cpus) {
        this.platform = platform;
        this.stages = stages;
        this.clocks = clocks;
        this.stolen = stolen;
        this.accounting = accounting;
        this.hotplug = hotplug;
        this.interrupts = interrupts;
        this.cpus = cpus;
    }

    /** Goes on where another has got to. */
    void goOnFrom(Departure other) {
        takeover = other.takeover;
        heir = other.heir == null ? null : cpus[other.heir.number];
    }

    /** Whether the kernel is about to end. */
    boolean isUnderWay() {
        return takeover != null;
    }

    /** Whether a CPU is the one that is left. */
    boolean isHeir(Cpu cpu) {
        return cpu == heir;
    }

    /** Whether CPUs that go down tear stolen time down, as they do unless the kernel ends without disabling it. */
    boolean isOrderly() {
        return takeover == null || takeover.disable();
    }

    /** The CPU that executes this stays; the others are told to go down, or are stopped by a crash. */
    void begin(Takeover how, Cpu cpu) {
        takeover = how;
        heir = cpu;
        for (Cpu other : cpus) {
            if (other != cpu) {
                other.powered = false;
                if (how.kind() == Handover.CRASH) {
                    hotplug.turnOff(other);
                } else {
                    other.stopWanted = other.isOnline();
                }
                interrupts.send(other, cpu);
            }
        }
    }

    /** A CPU that was to go down has come as far as it can go by itself. */
    void cpuReady(Cpu cpu) {
        cpu.stopWanted = cpu.isOnline();
        interrupts.send(heir, cpu);
    }

    /** Other software takes over on the CPU that is left; what {@link org.foliot.api.guest.GuestSystem#enter} returns of it. */
    long complete(long now) {
        accounting.report(heir);
        heir.executing = false;
        if (takeover.disable()) {
            clocks.handOver(heir.number, takeover.kind());
            if (stolen.isShown()) {
                stolen.driver().handOver(heir.number, takeover.kind());
            }
        }
        platform.observe(Observations.GUEST_STAGE, heir.number, takeover.stage().code(), takeover.disable() ? 1 : 0);
        platform.memory().forgetHostWrites();
        if (takeover.kind() == Handover.REBOOT) {
            platform.systemReset();
            return stages.startFirmware(heir.number, now);
        }
        return stages.startKernel(takeover.next(), heir.number, takeover.kind() == Handover.KEXEC, now);
    }
}
