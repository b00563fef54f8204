package org.foliot.api.memory;

import java.util.Arrays;
import org.foliot.api.hypervisor.Errno;
import org.foliot.time.Address;
import org.foliot.time.ByteSize;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Stolen-time memory whose structures lie in guest physical memory: where each one is, sessions with a meter, and what
 * travels. A strategy adds what it is about: who chooses the addresses, which ones it accepts, and at what price.
 */
@ConsumerType
public abstract class PlacedStructures implements StealMemory {
    private static final int WORD = Long.BYTES;
    private static final long[] NOTHING = {};

    private final GuestMemory memory;
    private final MemoryStrategy.Demand demand;
    private final AccessPrice price;
    private final Paging paging;
    private final long sessionCycles;
    private final long loadCycles;
    private final long storeCycles;
    private final long faultCost;
    private final long[] addresses;

    private long base = NO_ADDRESS;
    private long cycles;
    private long waited;
    // Sessions are of very few shapes, so the price of the last one is nearly always the price of this one.
    private long pricedCycles;
    private long pricedPicoseconds;

    /**
     * Memory without any structure in it.
     *
     * @param memory the VM's memory
     * @param demand how many structures there can be, and of what shape
     * @param price what an access costs
     * @param paging what happens when a structure's page is swapped out
     */
    protected PlacedStructures(GuestMemory memory, MemoryStrategy.Demand demand, AccessPrice price, Paging paging) {
        this.memory = memory;
        this.demand = demand;
        this.price = price;
        this.paging = paging;
        this.sessionCycles = price.sessionCycles();
        this.loadCycles = price.loadCycles();
        this.storeCycles = price.storeCycles();
        this.faultCost = price.clock().elapsedPicoseconds(sessionCycles + loadCycles)
                + paging.majorFault().picoseconds();
        this.addresses = new long[demand.vcpus()];
        Arrays.fill(addresses, NO_ADDRESS);
    }

    /** The VM's memory. */
    protected final GuestMemory memory() {
        return memory;
    }

    /** What the hypervisor asked for. */
    protected final MemoryStrategy.Demand demand() {
        return demand;
    }

    /**
     * Whether a structure may lie at an address that is aligned and backed.
     *
     * @return 0, or a negative {@link Errno}
     */
    protected abstract int accept(int vcpu, long address);

    /** Where the structure of a vCPU lies now, or {@link #NO_ADDRESS}. */
    protected final long address(int vcpu) {
        return addresses[vcpu];
    }

    @Override
    public final int place(int vcpu, long address) {
        boolean aligned = new Address(address).isAlignedTo(new ByteSize(demand.alignment()));
        if (!aligned || !memory.backed(new Address(address), demand.structureSize())) {
            return Errno.EINVAL;
        }
        int error = accept(vcpu, address);
        if (error == Errno.OK) {
            addresses[vcpu] = address;
        }
        return error;
    }

    @Override
    public final void withdraw(int vcpu) {
        addresses[vcpu] = NO_ADDRESS;
    }

    @Override
    public final int begin(int vcpu) {
        long address = addresses[vcpu];
        if (address == NO_ADDRESS) {
            return NOT_PLACED;
        }
        waited = 0;
        if (paging.absent() != Paging.AbsentPage.NEVER && !memory.resident(address)) {
            memory.setResident(address, true);
            if (paging.absent() == Paging.AbsentPage.FAILS) {
                return FAULT;
            }
            waited = paging.majorFault().picoseconds();
        }
        base = address;
        cycles = sessionCycles;
        return OK;
    }

    @Override
    public final long load64(int offset) {
        cycles += loadCycles;
        return memory.load64(base + offset);
    }

    @Override
    public final int load32(int offset) {
        cycles += loadCycles;
        return memory.load32(base + offset);
    }

    @Override
    public final void store64(int offset, long value) {
        cycles += storeCycles;
        memory.store64(base + offset, value);
    }

    @Override
    public final void store32(int offset, int value) {
        cycles += storeCycles;
        memory.store32(base + offset, value);
    }

    @Override
    public final void store8(int offset, byte value) {
        cycles += storeCycles;
        memory.store8(base + offset, value);
    }

    @Override
    public final void clear(int bytes) {
        cycles += storeCycles;
        memory.zero(base, bytes);
    }

    @Override
    public final long end() {
        base = NO_ADDRESS;
        if (cycles != pricedCycles) {
            pricedPicoseconds = price.clock().elapsedPicoseconds(cycles);
            pricedCycles = cycles;
        }
        return pricedPicoseconds + waited;
    }

    @Override
    public final long faultCost() {
        return faultCost;
    }

    @Override
    public final CostModel costModel() {
        return price.update();
    }

    @Override
    public final SavedSteal save() {
        long[][] content = new long[addresses.length][];
        for (int vcpu = 0; vcpu < content.length; vcpu++) {
            boolean carried = addresses[vcpu] != NO_ADDRESS && !travelsWithMemory();
            content[vcpu] = carried ? words(addresses[vcpu]) : NOTHING;
        }
        return new SavedSteal(addresses, content);
    }

    private long[] words(long address) {
        long[] words = new long[demand.structureSize() / WORD];
        for (int i = 0; i < words.length; i++) {
            words[i] = memory.load64(address + (long) i * WORD);
        }
        return words;
    }

    @Override
    public final void restore(SavedSteal saved) {
        long[] from = saved.addresses();
        long[][] content = saved.content();
        if (from.length > addresses.length) {
            throw new PlacementException("there are structures of " + from.length + " vCPUs to restore, but room for "
                    + addresses.length + " only");
        }
        for (int vcpu = 0; vcpu < from.length; vcpu++) {
            if (from[vcpu] == NO_ADDRESS) {
                withdraw(vcpu);
                continue;
            }
            int error = place(vcpu, from[vcpu]);
            if (error != Errno.OK) {
                throw new PlacementException("the structure of vCPU " + vcpu + " was at " + new Address(from[vcpu])
                        + ", where it cannot be here (" + Errno.name(error) + ")");
            }
            for (int i = 0; i < content[vcpu].length; i++) {
                memory.store64(from[vcpu] + (long) i * WORD, content[vcpu][i]);
            }
        }
    }

    /** Nothing: whoever runs in the guest, the structures are where they were placed. */
    @Override
    public void guestReplaced() {}
}
