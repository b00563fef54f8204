package org.foliot.api.memory;

/** Two regions of one guest address space overlap; the message names both with their ranges. */
public final class OverlapException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public OverlapException(MemoryRegion present, MemoryRegion added) {
        super(added.describe() + " overlaps " + present.describe());
    }
}
