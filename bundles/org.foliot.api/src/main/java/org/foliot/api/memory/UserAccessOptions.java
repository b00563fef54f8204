package org.foliot.api.memory;

import java.util.List;
import org.foliot.api.extension.Option;
import org.foliot.api.memory.CostModel.Part;
import org.foliot.time.Cycles;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;

/**
 * What it costs a host kernel to reach ordinary memory of a VMM or a guest, which it does by get_user and put_user within an
 * SRCU section (virt/kvm/kvm_main.c; include/linux/kvm_host.h, kvm_get_guest and kvm_put_guest): the options that memory
 * strategies of that kind have in common, as an {@link org.foliot.api.extension.OptionGroup}.
 *
 * <p>Nothing is published on what an update costs. The defaults add up to 200 cycles, which is 100 ns at 2 GHz and lies in the
 * range of 50 to 300 ns that is guessed for it.
 *
 * @param srcu cost of entering and leaving the SRCU read-side section
 * @param memslotLookup cost of finding the memory slot of an address
 * @param getUser cost of reading
 * @param putUser cost of writing
 * @param markDirty cost of marking the page dirty
 * @param swappedOut what an access to a swapped-out structure does
 * @param majorFault time until a swapped-out page is back
 */
public record UserAccessOptions(
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
    private static final String SOURCE = "choice: nothing is published";

    /** The price of an access on a host whose processors have that clock. */
    public AccessPrice price(Frequency clock) {
        Part lookup = new Part("memslot look-up", memslotLookup, SOURCE);
        return new AccessPrice(
                List.of(new Part("SRCU lock and unlock", srcu, SOURCE)),
                List.of(lookup, new Part("get_user", getUser, SOURCE)),
                List.of(lookup, new Part("put_user", putUser, SOURCE), new Part("dirty mark", markDirty, SOURCE)),
                clock);
    }

    /** What becomes of an access to a page that is swapped out. */
    public Paging paging() {
        return new Paging(swappedOut, majorFault);
    }
}
