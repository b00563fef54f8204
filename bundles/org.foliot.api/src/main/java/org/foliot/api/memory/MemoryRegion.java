package org.foliot.api.memory;

import org.foliot.time.Address;
import org.foliot.time.ByteSize;

/**
 * One region of a guest's physical address space.
 *
 * @param name what it is for, as messages call it, for example {@code pvtime}
 * @param start first address; a multiple of 4 KiB
 * @param size length; a multiple of 4 KiB, at least 4 KiB
 * @param kind who uses it
 * @param guestWritable whether the guest may store to it
 */
public record MemoryRegion(String name, Address start, ByteSize size, Kind kind, boolean guestWritable) {
    private static final long GRANULE = 4096;

    /** Who uses a region. */
    public enum Kind {
        /** The guest's main memory. */
        RAM,
        /** Memory that the VMM or the host kernel set aside and that guest software does not allocate from. */
        RESERVED,
        /** Firmware flash. */
        FLASH,
        /** Emulated devices. */
        DEVICE
    }

    public MemoryRegion {
        if (size.bytes() < GRANULE || size.bytes() % GRANULE != 0 || !start.isAlignedTo(new ByteSize(GRANULE))) {
            throw new IllegalArgumentException(
                    "region " + name + " at " + start + " of " + size + " must start at and span a multiple of 4 KiB");
        }
        if (start.value() < 0 || start.value() + size.bytes() < 0) {
            throw new IllegalArgumentException(
                    "region " + name + " at " + start + " of " + size + " reaches beyond the 63-bit address space");
        }
    }

    /** First address after the region. */
    public long end() {
        return start.value() + size.bytes();
    }

    /** Whether a range lies inside. */
    public boolean contains(long address, long bytes) {
        return address >= start.value() && bytes >= 0 && address <= end() - bytes;
    }

    /** Whether the two share an address. */
    public boolean overlaps(MemoryRegion other) {
        return start.value() < other.end() && other.start.value() < end();
    }

    /** Name and range, for messages. */
    public String describe() {
        return name + " [" + start + ", " + new Address(end() - 1) + "]";
    }
}
