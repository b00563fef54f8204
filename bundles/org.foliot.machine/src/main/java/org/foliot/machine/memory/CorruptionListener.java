package org.foliot.machine.memory;

/** Is told when the host writes into guest RAM whose present owner has not agreed. */
@FunctionalInterface
public interface CorruptionListener {
    /** Nobody looks. */
    CorruptionListener NONE = (address, corruptions) -> {};

    /**
     * A write corrupted memory.
     *
     * @param address first address written
     * @param corruptions how many writes have done so, this one included
     */
    void corrupted(long address, long corruptions);
}
