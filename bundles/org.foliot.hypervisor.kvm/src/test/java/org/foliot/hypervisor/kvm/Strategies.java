package org.foliot.hypervisor.kvm;

import java.util.stream.Stream;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.memory.donated.DonatedMemory;
import org.foliot.memory.hostkernel.HostKernelMemory;
import org.foliot.memory.userspace.UserspaceMemory;
import org.foliot.testkit.Candidate;

/** The memory strategies that KVM is tested with. */
@SuppressWarnings("ImmutableEnumChecker")
enum Strategies {
    HOST_KERNEL(Candidate.of("host_kernel", new HostKernelMemory())),
    USERSPACE(Candidate.of("userspace", new UserspaceMemory())),
    GUEST_DONATED(Candidate.of("guest_donated", new DonatedMemory()));

    private final Candidate<? extends MemoryStrategy<?>> candidate;

    Strategies(Candidate<? extends MemoryStrategy<?>> candidate) {
        this.candidate = candidate;
    }

    Candidate<? extends MemoryStrategy<?>> candidate() {
        return candidate;
    }

    static Stream<Candidate<? extends MemoryStrategy<?>>> all() {
        return Stream.of(values()).map(Strategies::candidate);
    }
}
