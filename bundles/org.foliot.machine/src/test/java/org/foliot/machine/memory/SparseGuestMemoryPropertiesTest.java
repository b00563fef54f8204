package org.foliot.machine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.time.Address;
import org.foliot.time.ByteSize;

/** Sparse memory against a plain array of bytes. */
class SparseGuestMemoryPropertiesTest {
    private static final int SPAN = 40 * 4096;
    private static final long BASE = 0x8_0000_0000L;

    enum Op {
        STORE64,
        STORE32,
        STORE8,
        GUEST_STORE,
        ZERO,
        AGREE,
        FORGET,
        TAKE_DIRTY,
        COPY
    }

    record Step(Op op, int offset, int length, long value) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Op.values()),
                        Arbitraries.integers().between(0, SPAN - 1),
                        Arbitraries.integers().between(0, 3 * 4096),
                        Arbitraries.longs())
                .as(Step::new)
                .list()
                .ofMaxSize(80);
    }

    @Property(tries = 300)
    void behavesAsAnArrayOfBytes(@ForAll("steps") List<Step> steps) {
        SparseGuestMemory memory = new SparseGuestMemory(ByteSize.ofKibibytes(8));
        memory.add(new MemoryRegion("ram", new Address(BASE), new ByteSize(SPAN), MemoryRegion.Kind.RAM, true));
        byte[] bytes = new byte[SPAN];
        BitSet agreed = new BitSet();
        Set<Integer> dirty = new HashSet<>();
        long corruptions = 0;
        for (Step step : steps) {
            int width = width(step.op());
            int at = step.offset() / width * width;
            int length = Math.min(step.length(), SPAN - at);
            switch (step.op()) {
                case STORE64 -> memory.store64(BASE + at, step.value());
                case STORE32 -> memory.store32(BASE + at, (int) step.value());
                case STORE8 -> memory.store8(BASE + at, (byte) step.value());
                case GUEST_STORE -> memory.guestStore64(BASE + at, step.value());
                case ZERO -> memory.zero(BASE + at, length);
                case AGREE -> {
                    memory.expectHostWrites(new Address(BASE + at), length);
                    agreed.set(at, at + length);
                }
                case FORGET -> {
                    memory.forgetHostWrites();
                    agreed.clear();
                }
                case TAKE_DIRTY -> {
                    assertThat(memory.takeDirtyPages()).isEqualTo(dirty.size());
                    dirty.clear();
                }
                case COPY -> {
                    memory.revert(memory.image());
                    dirty.clear();
                }
            }
            int written = step.op() == Op.ZERO ? length : changesContent(step.op()) ? width : 0;
            for (int i = 0; i < written; i++) {
                bytes[at + i] = step.op() == Op.ZERO ? 0 : (byte) (step.value() >>> (8 * i));
            }
            if (written > 0 && step.op() != Op.GUEST_STORE) {
                corruptions += agreed.nextClearBit(at) < at + written ? 1 : 0;
                for (int page = at / 8192; page <= (at + written - 1) / 8192; page++) {
                    dirty.add(page);
                }
            }
        }
        assertThat(memory.corruptions()).isEqualTo(corruptions);
        for (int i = 0; i < SPAN; i++) {
            if (memory.load8(BASE + i) != bytes[i]) {
                assertThat(memory.load8(BASE + i)).as("byte %d", i).isEqualTo(bytes[i]);
            }
        }
    }

    private static boolean changesContent(Op op) {
        return op.ordinal() <= Op.ZERO.ordinal();
    }

    private static int width(Op op) {
        return switch (op) {
            case STORE64, GUEST_STORE -> 8;
            case STORE32 -> 4;
            default -> 1;
        };
    }

    @Property
    void rangesAreASetOfAddresses(@ForAll("steps") List<Step> steps) {
        AddressRanges ranges = new AddressRanges();
        BitSet model = new BitSet();
        for (Step step : steps) {
            int end = step.offset() + step.length() % 300;
            if (step.op().ordinal() % 2 == 0) {
                ranges.add(step.offset(), end);
                model.set(step.offset(), end);
            } else {
                ranges.remove(step.offset(), end);
                model.clear(step.offset(), end);
            }
        }
        for (Step step : steps) {
            int end = step.offset() + 1 + step.length() % 50;
            assertThat(ranges.containsAll(step.offset(), end)).isEqualTo(model.nextClearBit(step.offset()) >= end);
        }
        assertThat(ranges.isEmpty()).isEqualTo(model.isEmpty());
    }
}
