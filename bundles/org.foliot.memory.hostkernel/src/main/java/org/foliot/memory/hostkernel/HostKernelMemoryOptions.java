package org.foliot.memory.hostkernel;

import org.foliot.api.extension.Option;
import org.foliot.time.Address;
import org.foliot.time.Cycles;

/**
 * Settings of {@code pvtime host_kernel}.
 *
 * @param at where the pages are mapped
 * @param maxVcpus how many structures are allocated
 * @param plainLoad cost of a load
 * @param plainStore cost of a store
 */
public record HostKernelMemoryOptions(
        @Option(
                doc = "Guest physical address at which the host kernel maps its pages, a multiple of the host's"
                        + " page size. A choice: where QEMU's virt machine keeps its stolen-time region.",
                value = "0x90a0000")
        Address at,

        @Option(
                doc = "vCPUs for which every VM gets structures: KVM_MAX_VCPUS, 512 on arm64 with a GICv3"
                        + " (arch/arm64/include/asm/kvm_host.h, VGIC_V3_MAX_CPUS), as version 1 of the series did.",
                value = "512",
                min = "1",
                max = "65536")
        int maxVcpus,

        @Option(
                doc = "Plain load of the total from the kernel's own page. A choice: a hit in the first-level"
                        + " cache; nothing is published.",
                value = "4 cycles",
                max = "1000000 cycles")
        Cycles plainLoad,

        @Option(
                doc = "Plain store into the kernel's own page. A choice: a hit in the first-level cache; nothing is"
                        + " published.",
                value = "4 cycles",
                max = "1000000 cycles")
        Cycles plainStore) {

    static final String SOURCE = "choice: first-level cache hit";
}
