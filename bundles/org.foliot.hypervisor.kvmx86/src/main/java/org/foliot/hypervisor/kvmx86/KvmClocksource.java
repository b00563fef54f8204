package org.foliot.hypervisor.kvmx86;

import java.util.Arrays;
import org.foliot.api.guest.Clocksource;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.api.memory.GuestMemory;
import org.foliot.time.Address;
import org.foliot.time.Frequency;
import org.foliot.time.counter.PvclockScale;

/**
 * kvm-clock as a guest's CPUs read it: each its own page and the TSC (arch/x86/kernel/kvmclock.c; arch/x86/kernel/pvclock.c,
 * pvclock_clocksource_read). The greatest reading of all, below which a kernel does not go where the clock is not flagged as
 * stable, has nothing to do here, since all pages agree.
 */
final class KvmClocksource implements Clocksource {
    private static final Frequency NANOSECONDS = new Frequency(1_000_000_000L);
    private static final long UNSIGNED_INT = 0xffff_ffffL;

    private final GuestPlatform platform;
    private final Address pages;
    private final int rating;
    private Page[] perCpu = {};

    /** What a CPU found in its page when the page had a version. */
    private static final class Page {
        private boolean used;
        private boolean registered;
        private boolean read;
        private int version;
        private long tscTimestamp;
        private long systemTime;
        private PvclockScale scale;

        Page copy() {
            Page copy = new Page();
            copy.used = used;
            copy.registered = registered;
            // What was read belongs to a memory that may be another when the copy goes on.
            return copy;
        }
    }

    /**
     * A clock whose pages lie in a row.
     *
     * @param pages address of the first
     */
    KvmClocksource(GuestPlatform platform, Address pages, int rating) {
        this.platform = platform;
        this.pages = pages;
        this.rating = rating;
    }

    KvmClocksource copy() {
        KvmClocksource copy = new KvmClocksource(platform, pages, rating);
        copy.perCpu = Arrays.stream(perCpu).map(Page::copy).toArray(Page[]::new);
        return copy;
    }

    /** Address of the page of a CPU. */
    Address page(int cpu) {
        return pages.plus((long) cpu * PvclockStructure.STRIDE);
    }

    private Page of(int cpu) {
        if (cpu >= perCpu.length) {
            int before = perCpu.length;
            perCpu = Arrays.copyOf(perCpu, Math.max(cpu + 1, platform.vcpus()));
            for (int i = before; i < perCpu.length; i++) {
                perCpu[i] = new Page();
            }
        }
        return perCpu[cpu];
    }

    /** Whether this kernel has not used the page of a CPU yet. */
    boolean isNew(int cpu) {
        return !of(cpu).used;
    }

    void registered(int cpu) {
        Page page = of(cpu);
        page.used = true;
        page.registered = true;
        page.read = false;
    }

    void unregistered(int cpu) {
        of(cpu).registered = false;
    }

    /**
     * The CPU in whose page a CPU finds the clock: its own; or while it has none and executes nothing, for whoever looks from
     * outside, the first that has one.
     */
    private int reader(int cpu) {
        if (of(cpu).registered) {
            return cpu;
        }
        for (int other = 0; other < perCpu.length; other++) {
            if (perCpu[other].registered) {
                return other;
            }
        }
        return cpu;
    }

    /** The page that a CPU reads as it is now; read once per version, since a reading is nothing but what that says. */
    private Page look(int asking) {
        int cpu = reader(asking);
        Page page = perCpu[cpu];
        GuestMemory memory = platform.memory();
        long address = pages.value() + (long) cpu * PvclockStructure.STRIDE;
        int version = memory.load32(address + PvclockStructure.VERSION);
        if (!page.read || version != page.version) {
            if ((version & 1) != 0) {
                throw new IllegalStateException("version " + Integer.toUnsignedString(version) + " of kvmclock of CPU "
                        + cpu + " is odd while guest code runs");
            }
            page.read = true;
            page.version = version;
            page.tscTimestamp = memory.load64(address + PvclockStructure.TSC_TIMESTAMP);
            page.systemTime = memory.load64(address + PvclockStructure.SYSTEM_TIME);
            page.scale = new PvclockScale(
                    memory.load32(address + PvclockStructure.MULTIPLIER) & UNSIGNED_INT,
                    memory.load8(address + PvclockStructure.SHIFT));
        }
        return page;
    }

    /** pvclock_tsc_khz. */
    long tscKilohertz(int cpu) {
        return look(cpu).scale.kilohertz();
    }

    @Override
    public String name() {
        return "kvm-clock";
    }

    @Override
    public int rating() {
        return rating;
    }

    /** It counts nanoseconds. */
    @Override
    public Frequency frequency() {
        return NANOSECONDS;
    }

    @Override
    public long read(int cpu, long instant) {
        Page page = look(cpu);
        long ticks = platform.clock().virtualCounter(cpu, instant) - page.tscTimestamp;
        return page.systemTime + page.scale.toNanos(ticks);
    }

    @Override
    public long instantOf(int cpu, long value) {
        long now = platform.now();
        if (value - read(cpu, now) <= 0) {
            return now;
        }
        Page page = look(cpu);
        long ticks = page.scale.leastTicks(value - page.systemTime);
        if (ticks == Long.MAX_VALUE) {
            return VirtualClock.NEVER;
        }
        return platform.clock().instantOfVirtual(cpu, page.tscTimestamp + ticks);
    }
}
