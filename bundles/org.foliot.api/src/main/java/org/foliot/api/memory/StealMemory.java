package org.foliot.api.memory;

/**
 * The stolen-time memory of one VM under one strategy: where each structure is, and access to it at its price.
 *
 * <p>Access goes in sessions, as in the kernel: {@link #begin}, some loads and stores, {@link #end}. A session touches one
 * vCPU's structure and reports what it cost. Nothing here may allocate in steady state.
 */
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
     * Address at which the host places the structure of a vCPU, known before the guest asks; {@link #NO_ADDRESS} where
     * the guest donates it.
     */
    long placement(int vcpu);

    /** Whether the guest has to donate the memory. */
    boolean donated();

    /**
     * The guest donates memory for a vCPU's structure; only where {@link #donated()}.
     *
     * @return 0, or a negative {@link org.foliot.api.hypervisor.Errno}
     */
    int donate(int vcpu, long address);

    /** The guest takes its memory back: no access until it donates again. */
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

    /** Zero-fills the structure; only inside a session. */
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

    /** State that has to travel beside the guest's memory. */
    SavedSteal save();

    /**
     * Takes over state saved by the same strategy elsewhere.
     *
     * @throws PlacementException when it does not fit here
     */
    void restore(SavedSteal saved);

    /** The guest software is replaced without notice to the host: reset, kexec, or a crash kernel. */
    void guestReplaced();
}
