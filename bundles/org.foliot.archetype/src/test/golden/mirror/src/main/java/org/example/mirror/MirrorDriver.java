package org.example.mirror;

import java.util.Arrays;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.guest.PvTimeDriver;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.hypervisor.Registers;

/** The driver of one guest kernel: finds the structure of each CPU and reads it. */
final class MirrorDriver implements PvTimeDriver {
    private static final long NOWHERE = -1;

    private final GuestPlatform platform;
    private final Setup setup;
    private final Registers registers = new Registers();
    /** Where each CPU's structure is; its length is the number of CPUs that ever were online. */
    private long[] structures;

    MirrorDriver(GuestPlatform platform, Setup setup) {
        this(platform, setup, new long[0]);
    }

    private MirrorDriver(GuestPlatform platform, Setup setup, long[] structures) {
        this.platform = platform;
        this.setup = setup;
        this.structures = structures;
    }

    @Override
    public boolean probe() {
        return find(setup.bootCpu()) != MirrorInterface.NOT_SUPPORTED;
    }

    private long find(int cpu) {
        platform.hypercall(cpu, registers.call(MirrorInterface.FIND, 0, 0, 0));
        return registers.x(0);
    }

    @Override
    public int cpuOnline(int cpu) {
        long address = find(cpu);
        if (address == MirrorInterface.NOT_SUPPORTED) {
            return Errno.ENODEV;
        }
        if (cpu >= structures.length) {
            int known = structures.length;
            structures = Arrays.copyOf(structures, cpu + 1);
            Arrays.fill(structures, known, cpu, NOWHERE);
        }
        structures[cpu] = address;
        return Errno.OK;
    }

    @Override
    public void cpuOffline(int cpu) {
        if (cpu < structures.length) {
            structures[cpu] = NOWHERE;
        }
    }

    @Override
    public long stealClock(int cpu) {
        return cpu < structures.length && structures[cpu] != NOWHERE
                ? platform.memory().load64(structures[cpu] + MirrorInterface.STOLEN)
                : 0;
    }

    /** Nothing: the structures are not in memory that the next kernel uses for something else. */
    @Override
    public void handOver(int cpu, Handover handover) {}

    @Override
    public PvTimeDriver copy() {
        return new MirrorDriver(platform, setup, structures.clone());
    }
}
