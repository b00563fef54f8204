package org.foliot.guest;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.foliot.api.guest.FirmwareOptions;
import org.foliot.time.Address;

/**
 * What is installed in a guest.
 *
 * @param name its name, for messages
 * @param vcpus vCPUs that it can ever have
 * @param present vCPUs that are there at power-on: 0 to {@code present} − 1
 * @param firmware its firmware, absent where the VMM starts the kernel itself
 * @param kernel the kernel it boots
 * @param donation first address of the RAM that its software sets aside for structures it donates to the hypervisor; it must
 *     have {@link #donationBytes} bytes and be 64-byte aligned
 * @param processes its processes; metrics name them by their place in this list
 */
public record GuestSpec(
        String name,
        int vcpus,
        int present,
        Optional<FirmwareOptions> firmware,
        KernelSpec kernel,
        Address donation,
        List<ProcessSpec> processes) {
    private static final int PAGE = 4096;
    private static final int STRUCTURE = 64;

    /**
     * Checks that it fits together.
     *
     * @throws IllegalArgumentException for a number of vCPUs out of range, two processes of one name, or a process that is
     *     bound to a vCPU that the guest cannot have
     */
    public GuestSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(firmware, "firmware");
        Objects.requireNonNull(kernel, "kernel");
        Objects.requireNonNull(donation, "donation");
        processes = List.copyOf(processes);
        if (vcpus < 1 || present < 1 || present > vcpus) {
            throw new IllegalArgumentException(
                    "guest " + name + ": " + present + " of " + vcpus + " vCPUs present; at least one must be");
        }
        Set<String> names = new HashSet<>();
        for (ProcessSpec process : processes) {
            if (!names.add(process.name())) {
                throw new IllegalArgumentException("guest " + name + " has two processes named " + process.name());
            }
            process.vcpus().forEach(v -> requireVcpu(name, vcpus, process, v));
            process.wokenOn().ifPresent(v -> requireVcpu(name, vcpus, process, v));
        }
    }

    private static void requireVcpu(String guest, int vcpus, ProcessSpec process, int vcpu) {
        if (vcpu < 0 || vcpu >= vcpus) {
            throw new IllegalArgumentException("process " + process.name() + " of guest " + guest + " names vCPU "
                    + vcpu + "; there are 0 to " + (vcpus - 1));
        }
    }

    /** Place of a process in the list, −1 if there is none of that name. */
    public int processIndex(String process) {
        for (int i = 0; i < processes.size(); i++) {
            if (processes.get(i).name().equals(process)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Bytes of RAM from {@link #donation} on that the guest's software may donate: one 64-byte structure per vCPU in whole
     * pages, for the firmware and for two kernels in turn, so that a kernel started by kexec does not donate the very page
     * that its predecessor did.
     */
    public long donationBytes() {
        return 3 * donationStride();
    }

    /** Where a stage's donation begins: 0 is the firmware's, 1 and 2 belong to kernels in turn. */
    Address donation(int slot) {
        return new Address(donation.value() + slot * donationStride());
    }

    /**
     * Where a kernel's memory for clocks begins that it shares with the hypervisor, below {@link #donation}: a page, followed
     * by 64 bytes per vCPU.
     *
     * @param slot 0 or 1, for kernels in turn
     */
    Address clockDonation(int slot) {
        return new Address(donation.value() - (slot + 1L) * clockStride());
    }

    /** Bytes of RAM before {@link #donation} that are set aside for clocks, for two kernels in turn. */
    public long clockDonationBytes() {
        return 2 * clockStride();
    }

    private long clockStride() {
        return PAGE + donationStride();
    }

    private long donationStride() {
        return (long) (vcpus * STRUCTURE + PAGE - 1) / PAGE * PAGE;
    }
}
