package org.foliot.broken.memory;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.foliot.api.host.HostFacts;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.memory.CostModel;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.api.memory.OverlapException;
import org.foliot.api.memory.PlacementException;
import org.foliot.api.memory.SavedSteal;
import org.foliot.api.memory.StealMemory;

/** Strategies that each break one rule of the contract. */
@SuppressWarnings("ImmutableEnumChecker")
public enum BrokenMemory {
    TOO_CLOSE("structures lie aligned, apart and in guest memory", (sound, guest) -> new ForwardingMemory(sound) {
        @Override
        public long placement(int vcpu) {
            return SoundMemory.AT.value() + 32L * vcpu;
        }
    }),
    NEVER_UNPLACED("nothing is accessed before a structure is placed", (sound, guest) -> new ForwardingMemory(sound) {
        @Override
        public int begin(int vcpu) {
            int status = sound.begin(vcpu);
            return status == NOT_PLACED ? OK : status;
        }
    }),
    WRONG_VCPU(
            "an access reaches the structure of its vCPU and nothing else",
            (sound, guest) -> new ForwardingMemory(sound) {
                @Override
                public int begin(int vcpu) {
                    return sound.begin(vcpu ^ 1);
                }
            }),
    BIG_ENDIAN("words are little-endian", (sound, guest) -> new ForwardingMemory(sound) {
        @Override
        public void store32(int offset, int value) {
            sound.store32(offset, Integer.reverseBytes(value));
        }

        @Override
        public int load32(int offset) {
            return Integer.reverseBytes(sound.load32(offset));
        }
    }),
    HALF_CLEARED("zero-filling clears the structure and nothing else", (sound, guest) -> new ForwardingMemory(sound) {
        @Override
        public void clear(int bytes) {
            sound.clear(bytes / 2);
        }
    }),
    ROUNDS_DOWN("an unaligned address is refused", (sound, guest) -> new ForwardingMemory(sound) {
        @Override
        public int place(int vcpu, long address) {
            return sound.place(vcpu, address & -64);
        }
    }),
    BELIEVES_ANY_ADDRESS("an address outside memory is refused", (sound, guest) -> new ForwardingMemory(sound) {
        @Override
        public int place(int vcpu, long address) {
            int error = sound.place(vcpu, address);
            return address % 64 == 0 ? Errno.OK : error;
        }
    }),
    FORGETS_ON_REFUSAL("a refused address changes nothing", (sound, guest) -> new ForwardingMemory(sound) {
        @Override
        public int place(int vcpu, long address) {
            int error = sound.place(vcpu, address);
            if (error != Errno.OK) {
                sound.withdraw(vcpu);
            }
            return error;
        }
    }),
    NEVER_WITHDRAWS("a structure that was withdrawn is not accessed", (sound, guest) -> new ForwardingMemory(sound) {
        @Override
        public void withdraw(int vcpu) {}
    }),
    MAPS_OVER_OTHERS("a region in the way is refused, naming both", (sound, guest) -> sound) {
        @Override
        StealMemory open(HostFacts host, GuestMemory memory, MemoryStrategy.Demand demand) {
            try {
                return super.open(host, memory, demand);
            } catch (OverlapException e) {
                return null;
            }
        }
    },
    VAGUE("more vCPUs than there is room for are refused, or all have room", (sound, guest) -> sound) {
        @Override
        StealMemory open(HostFacts host, GuestMemory memory, MemoryStrategy.Demand demand) {
            try {
                return super.open(host, memory, demand);
            } catch (PlacementException e) {
                throw new PlacementException("no room", e);
            }
        }
    },
    EVER_DEARER("an update costs what its parts add up to, each time", (sound, guest) -> new ForwardingMemory(sound) {
        private long more;

        @Override
        public long end() {
            return sound.end() + more++;
        }
    }),
    FREE_OF_SOURCES("every part of the cost names its source", (sound, guest) -> new ForwardingMemory(sound) {
        @Override
        public CostModel costModel() {
            CostModel model = sound.costModel();
            List<CostModel.Part> parts = model.parts().stream()
                    .map(p -> new CostModel.Part(p.name(), p.cycles(), ""))
                    .collect(Collectors.toUnmodifiableList());
            return new CostModel(parts, model.clock());
        }
    }),
    FAULTS_FOR_EVER("a swapped-out page is back for the next access", (sound, guest) -> new ForwardingMemory(sound) {
        @Override
        public int begin(int vcpu) {
            return guest.resident(sound.placement(vcpu)) ? sound.begin(vcpu) : FAULT;
        }
    }),
    LEAVES_CONTENT_BEHIND(
            "addresses and content survive a move to another host", (sound, guest) -> new ForwardingMemory(sound) {
                @Override
                public SavedSteal save() {
                    SavedSteal saved = sound.save();
                    return new SavedSteal(saved.addresses(), new long[saved.addresses().length][0]);
                }
            }),
    SAVES_ONCE("saving changes nothing", (sound, guest) -> new ForwardingMemory(sound) {
        @Override
        public SavedSteal save() {
            SavedSteal saved = sound.save();
            sound.withdraw(1);
            return saved;
        }
    }),
    FREE_OF_CHARGE("what the host gives is accounted for", (sound, guest) -> new ForwardingMemory(sound) {
        @Override
        public long hostFootprint() {
            return 0;
        }
    }),
    WRITES_OVER_THE_NEXT_KERNEL(
            "software that was never asked is not written over", (sound, guest) -> new ForwardingMemory(sound) {
                @Override
                public void guestReplaced() {
                    sound.place(0, SoundMemory.RAM);
                }
            }),
    NEVER_THE_SAME("the same calls have the same results", (sound, guest) -> {
        long vm = vms().incrementAndGet();
        return new ForwardingMemory(sound) {
            @Override
            public long faultCost() {
                return sound.faultCost() + vm;
            }
        };
    }),
    SLEEPS("an access waits for nothing", (sound, guest) -> new ForwardingMemory(sound) {
        @Override
        public int begin(int vcpu) {
            LockSupport.parkNanos(1);
            return sound.begin(vcpu);
        }
    }),
    LITTERS("an access allocates nothing", (sound, guest) -> new ForwardingMemory(sound) {
        private long[] last;

        @Override
        public long end() {
            last = new long[] {sound.end()};
            return last[0];
        }
    });

    private static final AtomicLong VMS = new AtomicLong();

    private final String rule;
    private final BiFunction<StealMemory, GuestMemory, StealMemory> breakIt;

    BrokenMemory(String rule, BiFunction<StealMemory, GuestMemory, StealMemory> breakIt) {
        this.rule = rule;
        this.breakIt = breakIt;
    }

    private static AtomicLong vms() {
        return VMS;
    }

    /** Name of the check that has to find it. */
    public String rule() {
        return rule;
    }

    StealMemory open(HostFacts host, GuestMemory memory, MemoryStrategy.Demand demand) {
        StealMemory sound = new SoundMemory().open(new SoundMemory.NoOptions(), host, memory, demand);
        return breakIt.apply(sound, memory);
    }

    /** The strategy. */
    public SoundMemory strategy() {
        BrokenMemory broken = this;
        return new SoundMemory() {
            @Override
            public StealMemory open(NoOptions options, HostFacts host, GuestMemory memory, Demand demand) {
                return broken.open(host, memory, demand);
            }
        };
    }
}
