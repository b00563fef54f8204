package org.foliot.testkit;

import java.util.ArrayList;
import java.util.List;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.memory.CostModel;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.api.memory.MemoryStrategy.Demand;
import org.foliot.api.memory.OverlapException;
import org.foliot.api.memory.PlacementException;
import org.foliot.api.memory.SavedSteal;
import org.foliot.api.memory.StealMemory;
import org.foliot.time.Address;
import org.foliot.time.ByteSize;

/** What every memory strategy has to do: the contract of {@link MemoryStrategy} and {@link StealMemory}. */
final class MemoryStrategyContract implements Contract<MemoryStrategy<?>> {
    private static final String RULE = "org.foliot.api.memory.StealMemory";
    private static final int VCPUS = 4;
    private static final int SIZE = 64;
    private static final int PAGE = 4096;
    private static final Demand DEMAND = new Demand(VCPUS, SIZE, SIZE, false);
    private static final long PATTERN = 0x1122_3344_5566_7788L;

    @Override
    public List<Check> checks(Candidate<? extends MemoryStrategy<?>> candidate) {
        Cases cases = new Cases(candidate);
        return List.of(
                check("structures lie aligned, apart and in guest memory", cases::placement),
                check("nothing is accessed before a structure is placed", cases::notPlaced),
                check("an access reaches the structure of its vCPU and nothing else", cases::access),
                check("words are little-endian", cases::littleEndian),
                check("zero-filling clears the structure and nothing else", cases::clear),
                check("an unaligned address is refused", cases::unaligned),
                check("an address outside memory is refused", cases::unbacked),
                check("a refused address changes nothing", cases::refusedChangesNothing),
                check("a structure that was withdrawn is not accessed", cases::withdrawn),
                check("a region in the way is refused, naming both", cases::overlap),
                check("more vCPUs than there is room for are refused, or all have room", cases::room),
                check("an update costs what its parts add up to, each time", cases::cost),
                check("every part of the cost names its source", cases::sources),
                check("a swapped-out page is back for the next access", cases::swappedOut),
                check("addresses and content survive a move to another host", cases::move),
                check("saving changes nothing", cases::saving),
                check("what the host gives is accounted for", cases::footprint),
                check("software that was never asked is not written over", cases::takeover),
                check("the same calls have the same results", cases::determinism),
                check("an access allocates nothing", cases::allocation),
                check("an access waits for nothing", cases::blocking));
    }

    private static Check check(String name, Check.Body body) {
        return new Check(name, RULE, body);
    }

    /** One strategy, opened on a new bench for each case. */
    private record Cases(Candidate<? extends MemoryStrategy<?>> candidate) {

        private Opened open() {
            return open(DEMAND);
        }

        private Opened open(Demand demand) {
            Bench bench = new Bench(Bench.Setup.DEFAULT);
            return new Opened(bench, bench.open(candidate, demand));
        }

        private Opened openPlaced() {
            Opened opened = open();
            for (int vcpu = 0; vcpu < VCPUS; vcpu++) {
                opened.place(vcpu);
            }
            return opened;
        }

        void placement() {
            Opened opened = open();
            if (opened.memory().donated()) {
                Expect.equalHex("the placement of donated memory", StealMemory.NO_ADDRESS, opened.placement(0));
                return;
            }
            for (int vcpu = 0; vcpu < VCPUS; vcpu++) {
                long address = opened.placement(vcpu);
                Expect.that(address % SIZE == 0, describe(vcpu, address) + " is not aligned to " + SIZE + " bytes");
                Expect.that(
                        opened.bench().memory().backed(new Address(address), SIZE),
                        describe(vcpu, address) + " is not in guest memory");
                for (int other = 0; other < vcpu; other++) {
                    long distance = Math.abs(address - opened.placement(other));
                    Expect.that(distance >= SIZE, describe(vcpu, address) + " overlaps that of vCPU " + other);
                }
            }
        }

        void notPlaced() {
            Opened opened = open();
            for (int vcpu = 0; vcpu < VCPUS; vcpu++) {
                expectBegin(
                        "begin on vCPU " + vcpu,
                        StealMemory.NOT_PLACED,
                        opened.memory().begin(vcpu));
            }
        }

        void access() {
            Opened opened = openPlaced();
            for (int vcpu = 0; vcpu < VCPUS; vcpu++) {
                opened.store(vcpu, 8, PATTERN + vcpu);
            }
            for (int vcpu = 0; vcpu < VCPUS; vcpu++) {
                long address = opened.slot(vcpu);
                Expect.equalHex(
                        "the word at offset 8",
                        PATTERN + vcpu,
                        opened.bench().memory().load64(address + 8));
                Expect.equalHex("what a session reads there", PATTERN + vcpu, opened.load(vcpu, 8));
                for (int offset = 0; offset < SIZE; offset += Long.BYTES) {
                    if (offset != 8) {
                        long word = opened.bench().memory().load64(address + offset);
                        Expect.equalHex("the untouched word at offset " + offset, 0, word);
                    }
                }
            }
        }

        void littleEndian() {
            Opened opened = openPlaced();
            StealMemory memory = opened.memory();
            opened.begin(1);
            memory.store64(8, PATTERN);
            memory.store32(4, 0x0a0b_0c0d);
            memory.store8(16, (byte) 0x5a);
            Expect.equalHex("load64", PATTERN, memory.load64(8));
            Expect.equalHex("load32 of the lower half", 0x5566_7788L, memory.load32(8));
            Expect.equalHex("load32", 0x0a0b_0c0dL, memory.load32(4));
            memory.end();
            byte[] expected = {
                0, 0, 0, 0, 0x0d, 0x0c, 0x0b, 0x0a, (byte) 0x88, 0x77, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11, 0x5a
            };
            for (int i = 0; i < expected.length; i++) {
                byte actual = opened.bench().memory().load8(opened.slot(1) + i);
                Expect.equalHex("byte " + i, expected[i], actual);
            }
        }

        void clear() {
            Opened opened = openPlaced();
            for (int vcpu = 0; vcpu < VCPUS; vcpu++) {
                opened.begin(vcpu);
                for (int offset = 0; offset < SIZE; offset += Long.BYTES) {
                    opened.memory().store64(offset, -1);
                }
                opened.memory().end();
            }
            opened.begin(1);
            opened.memory().clear(SIZE);
            opened.memory().end();
            for (int offset = 0; offset < SIZE; offset += Long.BYTES) {
                Expect.equalHex(
                        "the word at offset " + offset + " of the cleared structure", 0, opened.load(1, offset));
                Expect.equalHex("the word at offset " + offset + " of the one before", -1, opened.load(0, offset));
                Expect.equalHex("the word at offset " + offset + " of the one behind", -1, opened.load(2, offset));
            }
        }

        void unaligned() {
            Opened opened = open();
            for (long skew : new long[] {1, 8, 32, 63}) {
                long address = opened.slot(0) + skew;
                Expect.equal(
                        "placing a structure at " + Expect.hex(address),
                        Errno.name(Errno.EINVAL),
                        Errno.name(opened.memory().place(0, address)));
            }
        }

        void unbacked() {
            Opened opened = open();
            long end = Bench.RAM.plus(Bench.RAM_SIZE).value();
            for (long address : new long[] {0x0200_0000L, end, Long.MIN_VALUE, -SIZE}) {
                Expect.equal(
                        "placing a structure at " + Expect.hex(address),
                        Errno.name(Errno.EINVAL),
                        Errno.name(opened.memory().place(0, address)));
            }
        }

        void refusedChangesNothing() {
            Opened opened = open();
            opened.memory().place(0, opened.slot(0) + 1);
            expectBegin(
                    "begin after a refused address",
                    StealMemory.NOT_PLACED,
                    opened.memory().begin(0));
            opened.place(0);
            opened.memory().place(0, opened.slot(0) + 1);
            opened.store(0, 8, PATTERN);
            Expect.equalHex(
                    "the word where the structure was before a refused address",
                    PATTERN,
                    opened.bench().memory().load64(opened.slot(0) + 8));
        }

        void withdrawn() {
            Opened opened = openPlaced();
            opened.memory().withdraw(2);
            expectBegin(
                    "begin on the vCPU", StealMemory.NOT_PLACED, opened.memory().begin(2));
            opened.store(1, 8, PATTERN);
            opened.place(2);
            opened.store(2, 8, PATTERN);
        }

        void overlap() {
            Opened opened = open();
            if (opened.memory().donated()) {
                return;
            }
            MemoryRegion present = new MemoryRegion(
                    "obstacle",
                    new Address(opened.placement(0) & -PAGE),
                    new ByteSize(PAGE),
                    MemoryRegion.Kind.FLASH,
                    false);
            Bench other = new Bench(Bench.Setup.DEFAULT);
            other.memory().add(present);
            OverlapException refusal = Expect.refused(
                    "a region over another", OverlapException.class, () -> other.open(candidate, DEMAND));
            Expect.that(
                    refusal.getMessage().contains(present.describe()),
                    "the refusal does not name what is in the way: " + refusal.getMessage());
        }

        void room() {
            int many = 1 << 20;
            Demand demand = new Demand(many, SIZE, SIZE, false);
            Bench bench = new Bench(Bench.Setup.DEFAULT);
            try {
                StealMemory memory = bench.open(candidate, demand);
                long last = memory.placement(many - 1);
                Expect.that(
                        memory.donated() || bench.memory().backed(new Address(last), SIZE),
                        describe(many - 1, last) + " is not in guest memory");
            } catch (PlacementException e) {
                Expect.that(
                        e.getMessage() != null && e.getMessage().contains(Integer.toString(many)),
                        "the refusal does not name the number of vCPUs, " + many + ": " + e.getMessage());
            }
        }

        void cost() {
            Opened opened = openPlaced();
            CostModel model = opened.memory().costModel();
            for (int i = 0; i < 3; i++) {
                Expect.equal(
                        "the cost in ps of update " + i + ", which is one load and one store",
                        model.duration().picoseconds(),
                        opened.update(1));
            }
            Expect.that(opened.memory().faultCost() >= 0, "the cost of a fault is negative");
        }

        void sources() {
            CostModel model = open().memory().costModel();
            Expect.equal("the clock of the cost model", Bench.Setup.DEFAULT.clock(), model.clock());
            for (CostModel.Part part : model.parts()) {
                Expect.that(!part.name().isBlank(), "a part of the cost has no name");
                Expect.that(!part.source().isBlank(), "the part " + part.name() + " has no source");
            }
        }

        void swappedOut() {
            Opened opened = openPlaced();
            opened.store(1, 8, PATTERN);
            opened.bench().memory().setResident(opened.slot(1), false);
            int first = opened.memory().begin(1);
            if (first == StealMemory.OK) {
                Expect.that(opened.memory().end() >= 0, "an access to a swapped-out page has a negative cost");
            } else {
                expectBegin("begin on a swapped-out page", StealMemory.FAULT, first);
            }
            Expect.equalHex("the content after the page was swapped out", PATTERN, opened.load(1, 8));
        }

        void move() {
            Opened source = openPlaced();
            for (int vcpu = 0; vcpu < VCPUS; vcpu++) {
                source.store(vcpu, 8, PATTERN + vcpu);
            }
            source.memory().withdraw(3);
            SavedSteal saved = source.memory().save();
            Bench destination = new Bench(Bench.Setup.DEFAULT);
            destination.arrive(source.bench());
            Opened arrived = new Opened(destination, destination.open(candidate, new Demand(VCPUS, SIZE, SIZE, true)));
            expectBegin(
                    "begin before restore",
                    StealMemory.NOT_PLACED,
                    arrived.memory().begin(0));
            arrived.memory().restore(saved);
            for (int vcpu = 0; vcpu < 3; vcpu++) {
                Expect.equalHex("the word at offset 8 of vCPU " + vcpu, PATTERN + vcpu, arrived.load(vcpu, 8));
                Expect.equalHex(
                        "the word where it was in memory",
                        PATTERN + vcpu,
                        destination.memory().load64(source.slot(vcpu) + 8));
            }
            expectBegin(
                    "begin on a vCPU without structure",
                    StealMemory.NOT_PLACED,
                    arrived.memory().begin(3));
        }

        void saving() {
            Opened opened = openPlaced();
            opened.store(1, 8, PATTERN);
            SavedSteal first = opened.memory().save();
            SavedSteal second = opened.memory().save();
            Expect.that(first.equals(second), "what is saved the second time is not what was saved the first time");
            Expect.equalHex("the content after saving", PATTERN, opened.load(1, 8));
        }

        void footprint() {
            Bench before = new Bench(Bench.Setup.DEFAULT);
            Opened opened = open();
            long added = opened.bench().memory().regions().stream()
                    .filter(r -> !before.memory().regions().contains(r))
                    .mapToLong(r -> r.size().bytes())
                    .sum();
            long footprint = opened.memory().hostFootprint();
            Expect.that(
                    footprint >= added,
                    "the footprint is " + footprint + " bytes, but " + added + " bytes were added to guest memory");
        }

        void takeover() {
            Opened opened = openPlaced();
            if (opened.memory().donated()) {
                for (int vcpu = 0; vcpu < VCPUS; vcpu++) {
                    opened.memory().withdraw(vcpu);
                }
            }
            long before = opened.bench().memory().corruptions();
            opened.bench().memory().forgetHostWrites();
            opened.memory().guestReplaced();
            for (int vcpu = 0; vcpu < VCPUS; vcpu++) {
                if (opened.memory().begin(vcpu) == StealMemory.OK) {
                    opened.memory().store64(8, PATTERN);
                    opened.memory().end();
                }
            }
            Expect.equal(
                    "the number of host writes into memory of the next kernel",
                    0L,
                    opened.bench().memory().corruptions() - before);
        }

        void determinism() {
            Expect.equalLists("what the second VM is given", history(), history());
        }

        /** Where the structures of a new VM are, and what is paid for them. */
        private List<Long> history() {
            Opened opened = openPlaced();
            List<Long> history = new ArrayList<>();
            for (int vcpu = 0; vcpu < VCPUS; vcpu++) {
                history.add(opened.placement(vcpu));
                history.add(opened.update(vcpu));
            }
            history.add(opened.memory().hostFootprint());
            history.add(opened.memory().faultCost());
            return history;
        }

        void allocation() {
            Allocation.expectNone("an access", accesses());
        }

        void blocking() {
            Blocking.expectNone("an access", accesses());
        }

        private Runnable accesses() {
            Opened opened = openPlaced();
            opened.bench().memory().expectHostWrites(Bench.RAM, (long) VCPUS * PAGE);
            return () -> opened.update(1);
        }

        private static String describe(int vcpu, long address) {
            return "the structure of vCPU " + vcpu + " at " + Expect.hex(address);
        }
    }

    private static void expectBegin(String what, int expected, int status) {
        Expect.equal(what, statusName(expected), statusName(status));
    }

    private static String statusName(int status) {
        return switch (status) {
            case StealMemory.OK -> "OK";
            case StealMemory.NOT_PLACED -> "NOT_PLACED";
            case StealMemory.FAULT -> "FAULT";
            default -> Integer.toString(status);
        };
    }

    /** A strategy's memory on its bench. */
    private record Opened(Bench bench, StealMemory memory) {
        long placement(int vcpu) {
            return memory.placement(vcpu);
        }

        /** Where the structure is to be; donated ones are far apart. */
        long slot(int vcpu) {
            return memory.donated() ? Bench.RAM.value() + (long) vcpu * PAGE + SIZE : placement(vcpu);
        }

        void place(int vcpu) {
            Expect.equal(
                    "placing the structure of vCPU " + vcpu + " at " + Expect.hex(slot(vcpu)),
                    Errno.name(Errno.OK),
                    Errno.name(memory.place(vcpu, slot(vcpu))));
        }

        void begin(int vcpu) {
            expectBegin("begin on vCPU " + vcpu, StealMemory.OK, memory.begin(vcpu));
        }

        void store(int vcpu, int offset, long value) {
            begin(vcpu);
            memory.store64(offset, value);
            memory.end();
        }

        long load(int vcpu, int offset) {
            begin(vcpu);
            long value = memory.load64(offset);
            memory.end();
            return value;
        }

        long update(int vcpu) {
            if (memory.begin(vcpu) != StealMemory.OK) {
                return -1;
            }
            memory.store64(8, memory.load64(8) + 1);
            return memory.end();
        }
    }
}
