package org.foliot.memory.userspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.foliot.api.hypervisor.Errno;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.api.memory.MemoryStrategy.Demand;
import org.foliot.api.memory.OverlapException;
import org.foliot.api.memory.PlacementException;
import org.foliot.api.memory.StealMemory;
import org.foliot.testkit.Bench;
import org.foliot.testkit.Candidate;
import org.foliot.time.Address;
import org.foliot.time.ByteSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserspaceMemoryTest {
    private static final Candidate<UserspaceMemory> USERSPACE = Candidate.of("userspace", new UserspaceMemory());
    private static final long AT = 0x90a_0000L;
    private static final long MICROSECOND = 1_000_000;

    private final Bench bench = new Bench(Bench.Setup.DEFAULT);

    private static Demand demand(int vcpus) {
        return new Demand(vcpus, 64, 64, false);
    }

    private StealMemory placed(Candidate<UserspaceMemory> candidate) {
        StealMemory memory = bench.open(candidate, demand(1));
        assertThat(memory.place(0, memory.placement(0))).isEqualTo(Errno.OK);
        return memory;
    }

    private static long update(StealMemory memory) {
        assertThat(memory.begin(0)).isEqualTo(StealMemory.OK);
        memory.store64(8, memory.load64(8) + 1);
        return memory.end();
    }

    @Test
    void theRegionIsWhereQemuHasIt() {
        StealMemory memory = bench.open(USERSPACE, demand(2));

        assertThat(bench.memory().regions())
                .contains(new MemoryRegion(
                        "pvtime", new Address(AT), ByteSize.ofKibibytes(64), MemoryRegion.Kind.RESERVED, true));
        assertThat(memory.placement(0)).isEqualTo(AT);
        assertThat(memory.placement(1)).isEqualTo(AT + 64);
        assertThat(memory.hostFootprint()).isEqualTo(64 * 1024);
    }

    @Test
    void orWhereKvmtoolHasIt() {
        assertThat(bench.open(USERSPACE.with("at", "0x1020000"), demand(1)).placement(0))
                .isEqualTo(0x102_0000L);
    }

    @Test
    void nothingStopsAGuestFromWritingToIt() {
        placed(USERSPACE);
        assertThat(bench.memory().guestStore64(AT + 8, 4711)).isTrue();
        assertThat(bench.memory().load64(AT + 8)).isEqualTo(4711);
    }

    @Test
    void aVmmThatGivesTwoVcpusOneAddressIsNotTold() {
        StealMemory memory = bench.open(USERSPACE, demand(2));
        assertThat(memory.place(0, AT)).isEqualTo(Errno.OK);
        assertThat(memory.place(1, AT)).isEqualTo(Errno.OK);
    }

    @Test
    void asManyVcpusAsFitAreTakenAndOneMoreIsRefusedAsQemuDoes() {
        assertThat(bench.open(USERSPACE, demand(1024)).placement(1023)).isEqualTo(AT + 65536 - 64);
        assertThatThrownBy(() -> new Bench(Bench.Setup.DEFAULT).open(USERSPACE, demand(1025)))
                .isInstanceOf(PlacementException.class)
                .hasMessage(
                        "stolen time needs a region of 69632 bytes for 1025 vCPUs, but only 65536 bytes are reserved;"
                                + " raise size");
        Candidate<UserspaceMemory> larger = USERSPACE.with("size", "128 KiB");
        assertThat(new Bench(Bench.Setup.DEFAULT).open(larger, demand(1025)).hostFootprint())
                .isEqualTo(128 * 1024);
    }

    @Test
    void whatIsNeededIsCountedInPagesOfTheHost() {
        Bench large = new Bench(Bench.Setup.DEFAULT.withPageSize(ByteSize.ofKibibytes(64)));
        assertThat(large.open(USERSPACE, demand(1)).hostFootprint()).isEqualTo(64 * 1024);
        assertThatThrownBy(() -> large.open(USERSPACE.with("size", "4 KiB"), demand(1)))
                .isInstanceOf(PlacementException.class)
                .hasMessage(
                        "size 4 KiB is not a multiple of the host's page size of 64 KiB, as the size of a memory slot has"
                                + " to be");
    }

    @Test
    void aSlotBeginsAtAPage() {
        assertThatThrownBy(() -> bench.open(USERSPACE.with("at", "0x90a0040"), demand(1)))
                .isInstanceOf(PlacementException.class)
                .hasMessage(
                        "at 0x90a0040 is not a multiple of the host's page size of 4 KiB, as the address of a memory slot"
                                + " has to be");
        assertThatThrownBy(() -> bench.open(USERSPACE.with("at", "0x7ffffffffffff000"), demand(1)))
                .isInstanceOf(PlacementException.class)
                .hasMessageStartingWith("at 0x7ffffffffffff000: ");
    }

    @Test
    void aSlotOverAnotherIsRefusedNamingBoth() {
        assertThatThrownBy(() -> bench.open(USERSPACE.with("at", "0x8ff1000"), demand(1)))
                .isInstanceOf(OverlapException.class)
                .hasMessage("pvtime [0x8ff1000, 0x9000fff] overlaps uart [0x9000000, 0x9000fff]");
    }

    @Test
    void anUpdateIsMadeOfWhatKvmDoes() {
        StealMemory memory = placed(USERSPACE);
        assertThat(memory.costModel().parts())
                .extracting("name")
                .containsExactly(
                        "SRCU lock and unlock",
                        "memslot look-up",
                        "get_user",
                        "memslot look-up",
                        "put_user",
                        "dirty mark");
        assertThat(memory.costModel().cycles().count()).isEqualTo(200);
        assertThat(update(memory)).isEqualTo(100_000);
    }

    @ParameterizedTest
    @CsvSource({"srcu, 60, 1", "memslot_lookup, 20, 2", "get_user, 30, 1", "put_user, 30, 1", "mark_dirty, 40, 1"})
    void everyPartIsAnOption(String option, long usual, long times) {
        StealMemory memory = bench.open(USERSPACE.with(option, usual + 1000 + " cycles"), demand(1));
        assertThat(memory.costModel().cycles().count()).isEqualTo(200 + 1000 * times);
    }

    @Test
    void aStoreAloneNeedsOneLookUp() {
        StealMemory memory = placed(USERSPACE);
        memory.begin(0);
        memory.store64(8, 1);
        assertThat(memory.end()).isEqualTo((60 + 20 + 30 + 40) * 500L);
    }

    @Test
    void aPageIsMarkedDirtyByAnUpdate() {
        StealMemory memory = placed(USERSPACE);
        bench.memory().takeDirtyPages();
        update(memory);
        assertThat(bench.memory().takeDirtyPages()).isEqualTo(1);
    }

    @Test
    void anAccessToASwappedOutPageWaitsForIt() {
        StealMemory memory = placed(USERSPACE);
        bench.memory().setResident(AT, false);
        assertThat(update(memory)).isEqualTo(100_000 + 100 * MICROSECOND);
        assertThat(update(memory)).isEqualTo(100_000);
        assertThat(bench.memory().load64(AT + 8)).isEqualTo(2);
    }

    @Test
    void orFailsOnce() {
        StealMemory memory = placed(USERSPACE.with("swapped_out", "fails").with("major_fault", "7 us"));
        bench.memory().setResident(AT, false);
        assertThat(memory.begin(0)).isEqualTo(StealMemory.FAULT);
        assertThat(memory.faultCost()).isEqualTo((60 + 20 + 30) * 500L + 7 * MICROSECOND);
        assertThat(update(memory)).isEqualTo(100_000);
    }

    @Test
    void orIsPinned() {
        StealMemory memory = placed(USERSPACE.with("swapped_out", "never"));
        bench.memory().setResident(AT, false);
        assertThat(update(memory)).isEqualTo(100_000);
    }

    @Test
    void contentTravelsWithTheGuestsMemory() {
        StealMemory source = placed(USERSPACE);
        update(source);
        assertThat(source.travelsWithMemory()).isTrue();
        assertThat(source.save().content()[0]).isEmpty();

        StealMemory destination = bench.open(USERSPACE, new Demand(1, 64, 64, true));
        destination.restore(source.save());
        assertThat(bench.memory().load64(AT + 8)).isEqualTo(1);
        update(destination);
        assertThat(bench.memory().load64(AT + 8)).isEqualTo(2);
    }

    @Test
    void anAddressThatIsNotThereAnyMoreIsRefused() {
        StealMemory source = placed(USERSPACE);
        StealMemory elsewhere =
                new Bench(Bench.Setup.DEFAULT).open(USERSPACE.with("at", "0x1020000"), new Demand(1, 64, 64, true));
        assertThatThrownBy(() -> elsewhere.restore(source.save()))
                .isInstanceOf(PlacementException.class)
                .hasMessage("the structure of vCPU 0 was at 0x90a0000, where it cannot be here (EINVAL)");
    }

    @Test
    void moreStructuresThanThereIsRoomForAreRefused() {
        StealMemory four = bench.open(USERSPACE, demand(4));
        StealMemory one = new Bench(Bench.Setup.DEFAULT).open(USERSPACE, demand(1));
        assertThatThrownBy(() -> one.restore(four.save()))
                .isInstanceOf(PlacementException.class)
                .hasMessage("there are structures of 4 vCPUs to restore, but room for 1 only");
    }
}
