package org.foliot.memory.userspace;

import org.foliot.api.extension.Option;
import org.foliot.api.memory.Paging;
import org.foliot.time.Address;
import org.foliot.time.ByteSize;
import org.foliot.time.Cycles;
import org.foliot.time.Duration;

/**
 * Settings of {@code pvtime userspace}.
 *
 * @param at where the region lies
 * @param size how much is set aside
 * @param srcu cost of entering and leaving the SRCU read-side section
 * @param memslotLookup cost of finding the memory slot of an address
 * @param getUser cost of reading
 * @param putUser cost of writing
 * @param markDirty cost of marking the page dirty
 * @param swappedOut what an access to a swapped-out structure does
 * @param majorFault time until a swapped-out page is back
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
                max = "16 MiB")
        ByteSize size,

        @Option(
                doc = "SRCU read lock and unlock around an access. A choice: two per-CPU counters with a full barrier"
                        + " each.",
                value = "60 cycles",
                max = "1000000 cycles")
        Cycles srcu,

        @Option(
                doc = "Look-up of the memory slot of an address, paid for the load and again for the store. A choice:"
                        + " the slot used last is tried first.",
                value = "20 cycles",
                max = "1000000 cycles")
        Cycles memslotLookup,

        @Option(
                doc = "get_user of eight bytes. A choice: opening and closing user access, and a load.",
                value = "30 cycles",
                max = "1000000 cycles")
        Cycles getUser,

        @Option(
                doc = "put_user of eight bytes. A choice: opening and closing user access, and a store.",
                value = "30 cycles",
                max = "1000000 cycles")
        Cycles putUser,

        @Option(
                doc = "Marking the page dirty after a store. A choice: an atomic bit operation on a shared bitmap.",
                value = "40 cycles",
                max = "1000000 cycles")
        Cycles markDirty,

        @Option(
                doc = "What an access to a swapped-out structure does. KVM makes it where it may sleep, so it waits"
                        + " (arch/arm64/kvm/arm.c, check_vcpu_requests; include/linux/kvm_host.h, kvm_get_guest);"
                        + " fails is what it would do with page faults disabled; never pins the page.",
                value = "waits")
        Paging.AbsentPage swappedOut,

        @Option(
                doc = "Time until a swapped-out page is back. A choice: one read from a flash drive.",
                value = "100 us",
                max = "10 s")
        Duration majorFault) {

    /**
     * Nothing is published on what an update costs. The parts add up to 200 cycles, which is 100 ns at 2 GHz and lies in the
     * range of 50 to 300 ns that is guessed for it.
     */
    static final String SOURCE = "choice: nothing is published";
}
