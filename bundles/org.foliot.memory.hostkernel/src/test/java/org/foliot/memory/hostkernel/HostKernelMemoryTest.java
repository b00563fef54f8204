package org.foliot.memory.hostkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.foliot.api.hypervisor.Errno;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.api.memory.MemoryStrategy.Demand;
import org.foliot.api.memory.OverlapException;
import org.foliot.api.memory.PlacementException;
import org.foliot.api.memory.SavedSteal;
import org.foliot.api.memory.StealMemory;
import org.foliot.testkit.Bench;
import org.foliot.testkit.Candidate;
import org.foliot.time.Address;
import org.foliot.time.ByteSize;
import org.junit.jupiter.api.Test;

class HostKernelMemoryTest {
    private static final Candidate<HostKernelMemory> HOST_KERNEL = Candidate.of("host_kernel", new HostKernelMemory());
    private static final long AT = 0x90a_0000L;

    private final Bench bench = new Bench(Bench.Setup.DEFAULT);

    private static Demand demand(int vcpus) {
        return new Demand(vcpus, 64, 64, false);
    }

    @Test
    void everyVmGetsStructuresForAsManyVcpusAsKvmKnows() {
        StealMemory memory = bench.open(HOST_KERNEL, demand(1));

        assertThat(bench.memory().regions())
                .contains(new MemoryRegion(
                        "pvtime", new Address(AT), ByteSize.ofKibibytes(32), MemoryRegion.Kind.RESERVED, false));
        assertThat(memory.hostFootprint()).isEqualTo(512 * 64);
    }

    @Test
    void theHostGivesWholePages() {
        Bench large = new Bench(Bench.Setup.DEFAULT.withPageSize(ByteSize.ofKibibytes(64)));
        assertThat(large.open(HOST_KERNEL, demand(1)).hostFootprint()).isEqualTo(64 * 1024);
    }

    @Test
    void theGuestCannotWriteToIt() {
        bench.open(HOST_KERNEL, demand(1));
        assertThat(bench.memory().guestStore64(AT + 8, 1)).isFalse();
    }

    @Test
    void theKernelWritesNowhereButIntoTheSlotOfTheVcpu() {
        StealMemory memory = bench.open(HOST_KERNEL, demand(2));
        assertThat(memory.place(0, AT + 64)).isEqualTo(Errno.EINVAL);
        assertThat(memory.place(0, Bench.RAM.value())).isEqualTo(Errno.EINVAL);
        assertThat(memory.place(1, AT + 64)).isEqualTo(Errno.OK);
    }

    @Test
    void moreVcpusThanTheKernelAllocatesForAreRefused() {
        assertThatThrownBy(() -> bench.open(HOST_KERNEL, demand(513)))
                .isInstanceOf(PlacementException.class)
                .hasMessage(
                        "the host kernel allocates stolen time for 512 vCPUs, but the guest can have 513; max_vcpus is"
                                + " too small");
        assertThat(bench.open(HOST_KERNEL.with("max_vcpus", "513"), demand(513)).hostFootprint())
                .isEqualTo(36 * 1024);
    }

    @Test
    void pagesAreMappedAtPageBoundaries() {
        assertThatThrownBy(() -> bench.open(HOST_KERNEL.with("at", "0x90a0040"), demand(1)))
                .isInstanceOf(PlacementException.class)
                .hasMessage(
                        "at 0x90a0040 is not a multiple of the host's page size of 4 KiB, so that no page can be mapped"
                                + " there");
        assertThatThrownBy(() -> bench.open(HOST_KERNEL.with("at", "0x7ffffffffffff000"), demand(1)))
                .isInstanceOf(PlacementException.class)
                .hasMessageStartingWith("at 0x7ffffffffffff000: ");
    }

    @Test
    void pagesOverOtherMemoryAreRefusedNamingBoth() {
        assertThatThrownBy(() -> bench.open(HOST_KERNEL.with("at", "0x40000000"), demand(1)))
                .isInstanceOf(OverlapException.class)
                .hasMessage("pvtime [0x40000000, 0x40007fff] overlaps ram [0x40000000, 0x43ffffff]");
    }

    @Test
    void anUpdateIsALoadAndAStore() {
        StealMemory memory = bench.open(HOST_KERNEL, demand(1));
        assertThat(memory.costModel().parts()).extracting("name").containsExactly("load", "store");
        assertThat(memory.costModel().cycles().count()).isEqualTo(8);
        assertThat(memory.costModel().duration().toNanos()).isEqualTo(4);
    }

    @Test
    void kernelMemoryIsNeverSwappedOut() {
        StealMemory memory = bench.open(HOST_KERNEL, demand(1));
        memory.place(0, AT);
        bench.memory().setResident(AT, false);
        assertThat(memory.begin(0)).isEqualTo(StealMemory.OK);
        assertThat(memory.end()).isZero();
    }

    @Test
    void contentIsLostUnlessItIsCarried() {
        StealMemory source = bench.open(HOST_KERNEL, demand(1));
        source.place(0, AT);
        source.begin(0);
        source.store64(8, 4711);
        source.end();
        assertThat(source.travelsWithMemory()).isFalse();
        SavedSteal saved = source.save();

        // The VMM sent all it could read of the guest's memory; the new kernel's pages are new all the same.
        Demand arriving = new Demand(1, 64, 64, true);
        StealMemory destination = bench.open(HOST_KERNEL, arriving);
        assertThat(bench.memory().load64(AT + 8)).isZero();
        destination.restore(saved);
        assertThat(bench.memory().load64(AT + 8)).isEqualTo(4711);
    }
}
