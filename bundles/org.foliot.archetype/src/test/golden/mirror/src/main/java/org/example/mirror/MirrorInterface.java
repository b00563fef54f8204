package org.example.mirror;

/** What hypervisor and guest have to agree on: one hypercall and the layout of one structure. */
final class MirrorInterface {
    /** Where is the stolen time of the calling vCPU? The address, or {@link #NOT_SUPPORTED}, in x0. */
    static final long FIND = 0xc600_0001L;

    /** The result of a call that is not known, or has nothing to offer; as in Arm's SMC calling convention. */
    static final long NOT_SUPPORTED = -1;

    /** Bytes of one vCPU's structure. */
    static final int SIZE = 64;

    /** Alignment of one structure in bytes. */
    static final int ALIGNMENT = 64;

    /** Offset of the stolen nanoseconds, 64 bits, little-endian. */
    static final int STOLEN = 0;

    private MirrorInterface() {}
}
