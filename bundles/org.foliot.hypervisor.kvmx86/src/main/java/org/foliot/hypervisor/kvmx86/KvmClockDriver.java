package org.foliot.hypervisor.kvmx86;

import java.util.List;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.guest.ClockDriver;
import org.foliot.api.guest.Clocksource;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.guest.PvTimeDriver.Handover;
import org.foliot.api.guest.SystemCounter;
import org.foliot.time.Address;
import org.foliot.time.Frequency;

/**
 * The clocks of an x86 kernel: kvm-clock, if the hypervisor is KVM and offers it, and the TSC (arch/x86/kernel/kvmclock.c and
 * tsc.c). sched_clock is kvm-clock then, whatever the clocksource; its offset, by which it starts at zero, makes no difference.
 */
final class KvmClockDriver implements ClockDriver {
    /** Rating of kvm-clock. */
    static final int KVM_CLOCK_RATING = 400;

    /** Rating of kvm-clock where the TSC is invariant, so that the TSC is taken. */
    static final int BELOW_TSC_RATING = 299;

    /** Rating of the TSC. */
    static final int TSC_RATING = 300;

    /** Memory for the wall clock comes before that for the vCPUs. */
    private static final int VCPUS = 4096;

    /** 7539b174aef4: prefer an invariant TSC. */
    private static final KernelRelease PREFERS_INVARIANT_TSC = new KernelRelease(5, 1);

    /** c02027b5742b: kvmclock is disabled on every CPU that goes down. */
    private static final KernelRelease DISABLES_ON_ALL = new KernelRelease(5, 13);

    private final GuestPlatform platform;
    private final Setup setup;
    private final Trap trap;
    private boolean offered;
    private boolean invariant;
    /** Whether the boot CPU, which registers when it probes, has yet to start. */
    private boolean booting = true;

    private KvmClocksource kvmClock;
    /** The TSC, with the frequency that the kernel was told at its start (arch/x86/kernel/tsc.c). */
    private SystemCounter tsc;

    KvmClockDriver(GuestPlatform platform, Setup setup) {
        this.platform = platform;
        this.setup = setup;
        this.trap = new Trap(platform);
    }

    /** kvmclock_init: registers on the boot CPU, asks for the wall clock, and tells the TSC its frequency. */
    @Override
    public void probe() {
        int boot = setup.bootCpu();
        offered = StealTimeDriver.isKvm(trap, boot) && (StealTimeDriver.features(trap, boot) & Cpuid.CLOCKSOURCE2) != 0;
        trap.cpuid(boot, Cpuid.POWER);
        invariant = (trap.result(3) & Cpuid.INVARIANT_TSC) != 0;
        int rating =
                invariant && setup.release().isAtLeast(PREFERS_INVARIANT_TSC) ? BELOW_TSC_RATING : KVM_CLOCK_RATING;
        kvmClock = new KvmClocksource(platform, setup.donation().plus(VCPUS), rating);
        Frequency found = platform.clock().frequency();
        if (offered) {
            register(boot);
            askForWallClock(boot);
            found = new Frequency(kvmClock.tscKilohertz(boot) * 1_000);
        }
        // Without kvmclock the kernel measures the TSC against another timer, which is taken to be exact.
        tsc = new SystemCounter(platform, "tsc", TSC_RATING, found);
    }

    /** kvm_register_clock; the memory is zero until the kernel first uses it. */
    private void register(int cpu) {
        Address page = kvmClock.page(cpu);
        if (kvmClock.isNew(cpu)) {
            for (int offset = 0; offset < PvclockStructure.STRIDE; offset += Long.BYTES) {
                platform.memory().guestStore64(page.value() + offset, 0);
            }
        }
        platform.memory().expectHostWrites(page, PvclockStructure.STRIDE);
        trap.wrmsr(cpu, Msr.SYSTEM_TIME, page.value() | Msr.ENABLED);
        kvmClock.registered(cpu);
    }

    private void askForWallClock(int cpu) {
        platform.memory().expectHostWrites(setup.donation(), VCPUS);
        trap.wrmsr(cpu, Msr.WALL_CLOCK, setup.donation().value());
    }

    @Override
    public List<Clocksource> clocksources() {
        return offered ? List.of(kvmClock, tsc) : List.of(tsc);
    }

    @Override
    public Clocksource schedClock() {
        return offered ? kvmClock : tsc;
    }

    /** rdtsc. */
    @Override
    public Clocksource cycles() {
        return tsc;
    }

    /** kvm_check_and_clear_guest_paused, of the page of the CPU that asks. */
    @Override
    public boolean checkAndClearPaused(int cpu) {
        if (!offered) {
            return false;
        }
        // The flags are a byte of the word that begins with the multiplier.
        long address = kvmClock.page(cpu).value() + PvclockStructure.MULTIPLIER;
        long stopped = (long) PvclockStructure.GUEST_STOPPED
                << (PvclockStructure.FLAGS - PvclockStructure.MULTIPLIER) * Byte.SIZE;
        long word = platform.memory().load64(address);
        if ((word & stopped) == 0) {
            return false;
        }
        platform.memory().guestStore64(address, word & ~stopped);
        return true;
    }

    /** kvm_setup_secondary_clock, before anything of the kernel runs on the CPU. */
    @Override
    public void cpuOnline(int cpu) {
        boolean done = cpu == setup.bootCpu() && booting;
        booting &= !done;
        if (offered && !done) {
            register(cpu);
        }
    }

    /** kvmclock_disable, on CPUs that go down from 5.13 on. */
    @Override
    public void cpuOffline(int cpu) {
        if (offered && setup.release().isAtLeast(DISABLES_ON_ALL)) {
            disable(cpu);
        }
    }

    /** kvm_save_sched_clock_state. */
    @Override
    public void suspend(int cpu) {
        if (offered) {
            disable(cpu);
        }
    }

    /** kvm_restore_sched_clock_state. */
    @Override
    public void resume(int cpu) {
        if (offered) {
            register(cpu);
        }
    }

    /** kvm_shutdown, kvm_crash_shutdown, on the CPU that executes them. */
    @Override
    public void handOver(int cpu, Handover handover) {
        if (offered) {
            disable(cpu);
        }
    }

    private void disable(int cpu) {
        trap.wrmsr(cpu, Msr.SYSTEM_TIME, 0);
        kvmClock.unregistered(cpu);
    }

    @Override
    public ClockDriver copy() {
        KvmClockDriver copy = new KvmClockDriver(platform, setup);
        copy.offered = offered;
        copy.invariant = invariant;
        copy.booting = booting;
        copy.kvmClock = kvmClock.copy();
        copy.tsc = tsc;
        return copy;
    }
}
