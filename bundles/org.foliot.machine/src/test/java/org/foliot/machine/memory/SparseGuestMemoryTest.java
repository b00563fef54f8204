package org.foliot.machine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.api.memory.MemoryRegion.Kind;
import org.foliot.api.memory.OverlapException;
import org.foliot.time.Address;
import org.foliot.time.ByteSize;
import org.junit.jupiter.api.Test;

class SparseGuestMemoryTest {
    private static final ByteSize PAGE_4K = ByteSize.ofKibibytes(4);
    private static final ByteSize PAGE_64K = ByteSize.ofKibibytes(64);
    private static final long RAM = 0x4000_0000L;
    private static final long PVTIME = 0x090a_0000L;

    private final List<Long> corrupted = new ArrayList<>();
    private final SparseGuestMemory memory = arm(PAGE_4K);

    private SparseGuestMemory arm(ByteSize page) {
        SparseGuestMemory arm = new SparseGuestMemory(page, (address, corruptions) -> corrupted.add(address));
        arm.add(region("ram", RAM, 1L << 31, Kind.RAM, true));
        arm.add(region("pvtime", PVTIME, 1L << 16, Kind.RESERVED, false));
        return arm;
    }

    private static MemoryRegion region(String name, long start, long bytes, Kind kind, boolean writable) {
        return new MemoryRegion(name, new Address(start), new ByteSize(bytes), kind, writable);
    }

    @Test
    void untouchedMemoryIsZeroAndTakesNoSpace() {
        assertThat(memory.load64(RAM + 0x1234_5670L)).isZero();
        memory.store64(PVTIME, 0);
        assertThat(memory.image().bytes()).isZero();
    }

    @Test
    void isLittleEndian() {
        memory.store64(PVTIME, 0x1122_3344_5566_7788L);
        assertThat(memory.load32(PVTIME)).isEqualTo(0x5566_7788);
        assertThat(memory.load32(PVTIME + 4)).isEqualTo(0x1122_3344);
        assertThat(memory.load8(PVTIME + 7)).isEqualTo((byte) 0x11);
        memory.store8(PVTIME + 1, (byte) 0xff);
        memory.store32(PVTIME + 4, -1);
        assertThat(memory.load64(PVTIME)).isEqualTo(0xffff_ffff_5566_ff88L);
    }

    @Test
    void regionsAreAscendingAndNeverOverlap() {
        assertThat(memory.regions()).extracting(MemoryRegion::name).containsExactly("pvtime", "ram");
        MemoryRegion flash = region("flash", PVTIME + 0x1000, 0x1000, Kind.FLASH, false);
        assertThatThrownBy(() -> memory.add(flash))
                .isInstanceOf(OverlapException.class)
                .hasMessageContaining("flash")
                .hasMessageContaining("pvtime");
        assertThat(memory.regions()).hasSize(2);
    }

    @Test
    void accessMustBeAlignedAndInsideOneRegion() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> memory.load64(RAM + 4))
                .withMessageContaining("not aligned");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> memory.load32(RAM - 4))
                .withMessageContaining("no region");
        assertThatIllegalArgumentException().isThrownBy(() -> memory.store8(PVTIME + (1L << 16), (byte) 1));
        assertThatIllegalArgumentException().isThrownBy(() -> memory.zero(PVTIME + 0xfff0, 32));
        assertThatIllegalArgumentException().isThrownBy(() -> new SparseGuestMemory(PAGE_4K).load64(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SparseGuestMemory(PAGE_4K).load64(Long.MAX_VALUE - 7));
        assertThatIllegalArgumentException().isThrownBy(() -> new SparseGuestMemory(new ByteSize(4097)));
    }

    @Test
    void backedMeansInOneRegionToTheLastByte() {
        assertThat(memory.backed(new Address(PVTIME), 1L << 16)).isTrue();
        assertThat(memory.backed(new Address(PVTIME), (1L << 16) + 1)).isFalse();
        assertThat(memory.backed(new Address(PVTIME - 1), 1)).isFalse();
        memory.add(region("next", PVTIME + (1L << 16), 4096, Kind.RESERVED, true));
        assertThat(memory.backed(new Address(PVTIME + (1L << 16) - 1), 2)).isFalse();
    }

    @Test
    void hostWritesIntoRamAreCorruptionsUntilItsOwnerAgrees() {
        memory.store64(RAM + 64, 1);
        memory.zero(RAM, 64);
        assertThat(memory.corruptions()).isEqualTo(2);
        assertThat(corrupted).containsExactly(RAM + 64, RAM);
        assertThat(memory.load64(RAM + 64)).isEqualTo(1);

        memory.expectHostWrites(new Address(RAM + 64), 64);
        memory.store64(RAM + 64, 2);
        memory.store8(RAM + 127, (byte) 1);
        assertThat(memory.corruptions()).isEqualTo(2);
        memory.zero(RAM + 64, 65);
        assertThat(memory.corruptions()).isEqualTo(3);

        memory.forgetHostWrites();
        memory.store32(RAM + 64, 3);
        assertThat(memory.corruptions()).isEqualTo(4);
    }

    @Test
    void reservedMemoryAndTheGuestsOwnStoresAreNeverCorruptions() {
        memory.store64(PVTIME, 7);
        memory.zero(PVTIME, 64);
        assertThat(memory.guestStore64(RAM, 5)).isTrue();
        assertThat(memory.corruptions()).isZero();
    }

    @Test
    void readOnlyRegionRefusesTheGuestOnly() {
        assertThat(memory.guestStore64(PVTIME, 5)).isFalse();
        assertThat(memory.load64(PVTIME)).isZero();
        memory.store64(PVTIME, 6);
        assertThat(memory.load64(PVTIME)).isEqualTo(6);
    }

    @Test
    void residencyIsPerHostPage() {
        SparseGuestMemory large = arm(PAGE_64K);
        large.setResident(PVTIME + 100, false);
        assertThat(large.resident(PVTIME)).isFalse();
        assertThat(large.resident(PVTIME + 0xffff)).isFalse();
        assertThat(large.resident(PVTIME + 0x1_0000)).isTrue();
        large.setResident(PVTIME + 8, true);
        assertThat(large.resident(PVTIME + 100)).isTrue();
    }

    @Test
    void dirtyPagesAreDistinctHostPagesSinceLastTaken() {
        memory.store64(PVTIME, 1);
        memory.store64(PVTIME + 64, 1);
        memory.zero(PVTIME + 4096, 4096 * 3);
        memory.guestStore64(RAM, 1);
        assertThat(memory.takeDirtyPages()).isEqualTo(4);
        assertThat(memory.takeDirtyPages()).isZero();
        memory.store64(PVTIME, 1);
        assertThat(memory.takeDirtyPages()).isEqualTo(1);
    }

    @Test
    void arrivingCopyIsInPagesOfTheReceivingHost() {
        memory.store64(PVTIME + 8, 42);
        memory.setResident(PVTIME, false);
        memory.expectHostWrites(new Address(RAM), 64);
        memory.store8(RAM + 64, (byte) 1);

        SparseGuestMemory arriving = new SparseGuestMemory(PAGE_4K);
        arriving.arrive(memory.image(), PAGE_64K);
        assertThat(arriving.regions()).isEqualTo(memory.regions());
        assertThat(arriving.load64(PVTIME + 8)).isEqualTo(42);
        assertThat(arriving.resident(PVTIME)).isTrue();
        assertThat(arriving.takeDirtyPages()).isZero();
        arriving.store64(RAM, 1);
        arriving.store64(PVTIME + 0x8000, 1);
        arriving.store64(PVTIME, 1);
        assertThat(arriving.corruptions()).isEqualTo(1);
        assertThat(arriving.takeDirtyPages()).isEqualTo(2);
    }

    @Test
    void clearingTakesEverythingAway() {
        memory.store64(RAM, 1);
        memory.clear(PAGE_64K);
        assertThat(memory.regions()).isEmpty();
        assertThat(memory.corruptions()).isZero();
        memory.add(region("ram", RAM, 1L << 16, Kind.RAM, true));
        assertThat(memory.load64(RAM)).isZero();
    }

    @Test
    void imageIsNotTouchedByWhatComesAfterIt() {
        memory.store64(PVTIME, 1);
        memory.expectHostWrites(new Address(RAM), 64);
        MemoryImage image = memory.image();
        memory.store64(PVTIME, 2);
        memory.store64(RAM + 4096, 3);
        memory.setResident(PVTIME, false);
        memory.forgetHostWrites();
        memory.add(region("late", 0, 4096, Kind.DEVICE, true));

        memory.revert(image);
        assertThat(memory.load64(PVTIME)).isEqualTo(1);
        assertThat(memory.load64(RAM + 4096)).isZero();
        assertThat(memory.resident(PVTIME)).isTrue();
        assertThat(memory.corruptions()).isZero();
        assertThat(memory.regions()).hasSize(2);
        memory.store64(RAM, 1);
        assertThat(memory.corruptions()).isZero();
    }
}
