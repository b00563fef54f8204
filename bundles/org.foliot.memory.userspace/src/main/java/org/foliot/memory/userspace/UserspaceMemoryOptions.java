package org.foliot.memory.userspace;

import org.foliot.api.extension.Option;
import org.foliot.api.extension.OptionGroup;
import org.foliot.api.memory.UserAccessOptions;
import org.foliot.time.Address;
import org.foliot.time.ByteSize;

/**
 * Settings of {@code pvtime userspace}.
 *
 * @param at where the region lies
 * @param size how much is set aside
 * @param access what reaching the region costs
 */
public record UserspaceMemoryOptions(
        @Option(
                doc = "Guest physical address of the region, a multiple of the host's page size. 0x90a0000 is"
                        + " VIRT_PVTIME of QEMU's virt machine; kvmtool uses 0x1020000.",
                value = "0x90a0000")
        Address at,

        @Option(
                doc = "Size of the region, a multiple of the host's page size. 64 KiB in QEMU and kvmtool; the kernel's"
                        + " documentation (pvtime.rst) advises whole 64 KiB so that guests with such pages can map it.",
                value = "64 KiB",
                min = "4 KiB",
                max = "64 MiB")
        ByteSize size,

        @OptionGroup UserAccessOptions access) {}
