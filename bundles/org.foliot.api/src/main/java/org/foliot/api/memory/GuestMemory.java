package org.foliot.api.memory;

import java.util.List;
import org.foliot.time.Address;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The guest physical address space of one VM: regions, contents and who may write where.
 *
 * <p>Little-endian. Loads and stores must be naturally aligned and lie inside one region, else {@link
 * IllegalArgumentException}. Content starts as zero.
 */
@ProviderType
public interface GuestMemory {
    /** The regions in ascending order; they never overlap. */
    List<MemoryRegion> regions();

    /**
     * Adds a region, as a VMM does with KVM_SET_USER_MEMORY_REGION.
     *
     * @throws OverlapException when it overlaps one that is there; the message names both
     */
    void add(MemoryRegion region);

    /**
     * Adds a region unless exactly that one is there already, because it travelled with the memory.
     *
     * @throws OverlapException when another region is in the way
     */
    default void addUnlessPresent(MemoryRegion region) {
        if (regions().stream().noneMatch(r -> r.name().equals(region.name()) && r.equals(region))) {
            add(region);
        }
    }

    /** Whether every byte of a range lies in one region. */
    boolean backed(Address start, long bytes);

    /** Reads 64 bits at an 8-byte aligned address. */
    long load64(long address);

    /** Reads 32 bits at a 4-byte aligned address. */
    int load32(long address);

    /** Reads 8 bits. */
    byte load8(long address);

    /**
     * Writes 64 bits on behalf of the host. A write into RAM that the running guest software has not agreed to with
     * {@link #expectHostWrites} is performed and counted as corruption.
     */
    void store64(long address, long value);

    /** As {@link #store64}, 32 bits. */
    void store32(long address, int value);

    /** As {@link #store64}, 8 bits. */
    void store8(long address, byte value);

    /** Zero-fills a range on behalf of the host. */
    void zero(long address, long bytes);

    /**
     * Writes 64 bits on behalf of the guest.
     *
     * @return whether it was written; a read-only region refuses and the guest takes a fault
     */
    boolean guestStore64(long address, long value);

    /** The running guest software agrees that the host writes to a range of its RAM. */
    void expectHostWrites(Address start, long bytes);

    /** Forgets every such agreement, as when other software takes the guest over. */
    void forgetHostWrites();

    /** Number of host writes into RAM whose present owner had not agreed. */
    long corruptions();

    /** Whether the page of an address is resident in the host; pages are, until a fault injection swaps one out. */
    boolean resident(long address);

    /** Makes the page of an address resident or not. */
    void setResident(long address, boolean resident);

    /** Number of pages of host size that the host wrote to since the counter was last read; clears it. */
    long takeDirtyPages();
}
