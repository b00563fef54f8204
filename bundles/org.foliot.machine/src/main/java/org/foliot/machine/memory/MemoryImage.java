package org.foliot.machine.memory;

import java.util.List;
import org.foliot.api.memory.MemoryRegion;

/** What a {@link SparseGuestMemory} was at one instant: what a snapshot keeps and what a migration sends. Immutable. */
public final class MemoryImage {
    private final List<MemoryRegion> regions;
    private final WordPages contents;
    private final AddressRanges agreed;
    private final AddressRanges absent;
    private final long corruptions;

    MemoryImage(
            List<MemoryRegion> regions,
            WordPages contents,
            AddressRanges agreed,
            AddressRanges absent,
            long corruptions) {
        this.regions = regions;
        this.contents = contents;
        this.agreed = agreed;
        this.absent = absent;
        this.corruptions = corruptions;
    }

    /** The regions that were mapped, in ascending order. */
    public List<MemoryRegion> regions() {
        return regions;
    }

    /** Bytes of content that the image holds, in whole granules of 4 KiB. */
    public long bytes() {
        return (long) contents.count() << WordPages.SHIFT;
    }

    WordPages contents() {
        return contents.copy();
    }

    AddressRanges agreed() {
        return agreed.copy();
    }

    AddressRanges absent() {
        return absent.copy();
    }

    long corruptions() {
        return corruptions;
    }
}
