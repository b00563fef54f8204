package org.foliot.api.memory;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * The stolen-time memory of one VM under one strategy: where each structure is, and access to it at its price.
 *
 * <p>Access goes in sessions, as in the kernel: {@link #begin}, some loads and stores, {@link #end}. A session touches one
 * vCPU's structure and reports what it cost. Nothing here may allocate in steady state.
 */
@ConsumerType
public interface StealMemory {
    /** {@link #begin} succeeded. */
    int OK = 0;
    /** No structure has been placed for the vCPU. */
    int NOT_PLACED = -1;
    /** The memory could not be reached, as when get_user fails; nothing may be read or written. */
    int FAULT = -2;

    /** No address. */
    long NO_ADDRESS = -1L;

    /**
     * Address that the VMM is to use for the structure of a vCPU, known before the guest asks; {@link #NO_ADDRESS} where
     * the guest donates it. Nothing is accessed there before {@link #place}.
     */
    long placement(int vcpu);

    /** Whether the guest has to donate the memory. */
    boolean donated();

    /**
     * The structure of a vCPU lies at an address from now on: the one that the VMM set, or, where {@link #donated()}, the
     * one that the guest names. A later address replaces an earlier one; whether it may is the hypervisor's ABI.
     *
     * @return 0, or a negative {@link org.foliot.api.hypervisor.Errno} with which nothing has changed
     */
    int place(int vcpu, long address);

    /** The structure of a vCPU lies nowhere any more: no access until it is placed again. */
    void withdraw(int vcpu);

    /**
     * Opens an access session on a vCPU's structure.
     *
     * @return {@link #OK}, {@link #NOT_PLACED} or {@link #FAULT}
     */
    int begin(int vcpu);

    /** Reads 64 bits at an offset of the structure; only inside a session. */
    long load64(int offset);

    /** Reads 32 bits at an offset of the structure; only inside a session. */
    int load32(int offset);

    /** Writes 64 bits at an offset of the structure, single-copy atomic; only inside a session. */
    void store64(int offset, long value);

    /** Writes 32 bits at an offset of the structure; only inside a session. */
    void store32(int offset, int value);

    /** Writes 8 bits at an offset of the structure; only inside a session. */
    void store8(int offset, byte value);

    /** Zero-fills the first bytes of the structure; only inside a session. */
    void clear(int bytes);

    /**
     * Closes the session.
     *
     * @return host time that the session took, in picoseconds, from the strategy's cost model
     */
    long end();

    /** Host time that a session takes which {@link #begin} refused with {@link #FAULT}, in picoseconds. */
    long faultCost();

    /** The parts of the cost of one update, for reports. */
    CostModel costModel();

    /** Host memory that the strategy takes beyond the guest's own RAM, in bytes. */
    long hostFootprint();

    /** Whether the structures are guest memory and travel with it, or have to be saved by {@link #save}. */
    boolean travelsWithMemory();

    /** State that has to travel beside the guest's memory; the machine carries it. Saving changes nothing. */
    SavedSteal save();

    /**
     * Takes over state saved by the same strategy elsewhere, before any vCPU runs: structures are placed where they were
     * and, unless they {@linkplain #travelsWithMemory() travel with memory}, get their content back.
     *
     * @throws PlacementException when it does not fit here
     */
    void restore(SavedSteal saved);

    /**
     * The guest software is replaced without notice to the host, by kexec or a crash kernel. Placed structures stay where
     * they are unless a strategy has means of its own to know better.
     */
    void guestReplaced();
}
