package org.foliot.memory.donated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.api.memory.MemoryStrategy.Demand;
import org.foliot.api.memory.PlacementException;
import org.foliot.api.memory.SavedSteal;
import org.foliot.api.memory.StealMemory;
import org.foliot.testkit.Bench;
import org.foliot.testkit.Candidate;
import org.foliot.time.Address;
import org.foliot.time.ByteSize;
import org.junit.jupiter.api.Test;

class DonatedMemoryTest {
    private static final Candidate<DonatedMemory> DONATED = Candidate.of("guest_donated", new DonatedMemory());
    private static final Demand DEMAND = new Demand(2, 64, 64, false);
    private static final long RAM = Bench.RAM.value();

    private final Bench bench = new Bench(Bench.Setup.DEFAULT);
    private final StealMemory memory = bench.open(DONATED, DEMAND);

    private long update(int vcpu) {
        assertThat(memory.begin(vcpu)).isEqualTo(StealMemory.OK);
        memory.store64(8, memory.load64(8) + 1);
        return memory.end();
    }

    @Test
    void theHostGivesNothingAndPlacesNothing() {
        assertThat(memory.donated()).isTrue();
        assertThat(memory.placement(0)).isEqualTo(StealMemory.NO_ADDRESS);
        assertThat(memory.hostFootprint()).isZero();
        assertThat(bench.memory().regions()).hasSize(2);
    }

    @Test
    void aGuestCanGiveNothingButRam() {
        bench.memory()
                .add(new MemoryRegion(
                        "flash", new Address(0), ByteSize.ofKibibytes(64), MemoryRegion.Kind.FLASH, false));
        bench.memory()
                .add(new MemoryRegion(
                        "table", new Address(0x1_0000), ByteSize.ofKibibytes(64), MemoryRegion.Kind.RESERVED, true));
        assertThat(memory.place(0, 0)).isEqualTo(Errno.EINVAL);
        assertThat(memory.place(0, 0x1_0000)).isEqualTo(Errno.EINVAL);
        assertThat(memory.place(0, 0x900_0000)).isEqualTo(Errno.EINVAL);
        assertThat(memory.place(0, RAM)).isEqualTo(Errno.OK);
    }

    @Property
    void everyAlignedPlaceInRamIsAcceptedAndNoOther(@ForAll @LongRange(min = -256, max = 256) long distance) {
        long end = RAM + Bench.RAM_SIZE.bytes();
        for (long edge : new long[] {RAM, end}) {
            long address = edge + distance;
            boolean fits = address % 64 == 0 && address >= RAM && address + 64 <= end;
            assertThat(memory.place(0, address)).isEqualTo(fits ? Errno.OK : Errno.EINVAL);
        }
    }

    @Test
    void aLaterAddressReplacesTheFirst() {
        memory.place(0, RAM);
        update(0);
        memory.place(0, RAM + 4096);
        update(0);
        assertThat(bench.memory().load64(RAM + 8)).isEqualTo(1);
        assertThat(bench.memory().load64(RAM + 4096 + 8)).isEqualTo(1);
    }

    @Test
    void twoVcpusAtOneAddressAreBothCountedThere() {
        memory.place(0, RAM);
        memory.place(1, RAM);
        update(0);
        update(1);
        assertThat(bench.memory().load64(RAM + 8)).isEqualTo(2);
    }

    @Test
    void theHostDoesNotKnowWhenTheMemoryChangesHands() {
        bench.memory().expectHostWrites(Bench.RAM, 64);
        memory.place(0, RAM);
        update(0);
        assertThat(bench.memory().corruptions()).isZero();

        bench.memory().forgetHostWrites();
        memory.guestReplaced();
        update(0);
        assertThat(bench.memory().corruptions()).isEqualTo(1);

        memory.withdraw(0);
        assertThat(memory.begin(0)).isEqualTo(StealMemory.NOT_PLACED);
    }

    @Test
    void anUpdateCostsWhatItCostsInTheVmmsMemory() {
        memory.place(0, RAM);
        assertThat(memory.costModel().cycles().count()).isEqualTo(200);
        assertThat(update(0)).isEqualTo(100_000);
    }

    @Test
    void aSwappedOutPageIsWaitedFor() {
        memory.place(0, RAM);
        bench.memory().setResident(RAM, false);
        assertThat(update(0)).isEqualTo(100_000 + 100_000_000);
    }

    @Test
    void theAddressesAreCarriedAndTheContentTravels() {
        memory.place(1, RAM + 64);
        update(1);
        SavedSteal saved = memory.save();
        assertThat(saved.addresses()).containsExactly(StealMemory.NO_ADDRESS, RAM + 64);
        assertThat(saved.content()).isDeepEqualTo(new long[2][0]);

        StealMemory arrived = bench.open(DONATED, new Demand(2, 64, 64, true));
        arrived.restore(saved);
        assertThat(arrived.begin(0)).isEqualTo(StealMemory.NOT_PLACED);
        assertThat(arrived.begin(1)).isEqualTo(StealMemory.OK);
        assertThat(arrived.load64(8)).isEqualTo(1);
    }

    @Test
    void anAddressOutsideTheRamThatArrivedIsRefused() {
        SavedSteal saved = new SavedSteal(new long[] {0x900_0000}, new long[1][0]);
        assertThatThrownBy(() -> memory.restore(saved))
                .isInstanceOf(PlacementException.class)
                .hasMessage("the structure of vCPU 0 was at 0x9000000, where it cannot be here (EINVAL)");
    }
}
