package org.foliot.broken.hypervisor;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.guest.PvTimeDriver;
import org.foliot.api.host.HostFacts;
import org.foliot.api.hypervisor.AttributeValue;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.hypervisor.Hypervisor;
import org.foliot.api.hypervisor.IncompatibleStateException;
import org.foliot.api.hypervisor.Registers;
import org.foliot.api.hypervisor.SavedState;
import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.api.hypervisor.VirtualMachine;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.PlacementException;
import org.foliot.api.memory.StealMemory;
import org.foliot.api.timeline.Events.Corrupt;
import org.foliot.hypervisor.arm64.KvmOptions;
import org.foliot.hypervisor.kvm.Kvm;

/** KVM with one thing wrong, some of it as Linux once was. */
@SuppressWarnings("ImmutableEnumChecker")
public enum BrokenKvm {
    // Behaviour of older or other kernels, by option.
    NO_DEVICE("stolen_time", "off"),
    OTHER_REVISION("revision", "1"),
    DRAFT("functions", "draft"),
    CACHED("steal_update", "cached"),
    READS_TWICE("run_delay_reads", "twice"),
    ALWAYS_SUCCESS("pvtime_features", "unconditional"),
    UNCHECKED_SCHED_INFO("sched_info_check", "off"),
    NO_BITMAP("firmware_bitmap", "off"),
    NO_ADDRESS_FOR_HOT_ADDED("hot_add_address", "off"),

    // The attribute.
    ROUNDS_ADDRESSES_DOWN((sound, host) -> new ForwardingMachine(sound, host) {
        @Override
        public int setVcpuAttribute(int vcpu, int group, long attribute, long value) {
            return sound.setVcpuAttribute(vcpu, group, attribute, value & -64);
        }
    }),
    ACCEPTS_A_SECOND_ADDRESS((sound, host) -> new ForwardingMachine(sound, host) {
        @Override
        public int setVcpuAttribute(int vcpu, int group, long attribute, long value) {
            int error = sound.setVcpuAttribute(vcpu, group, attribute, value);
            return error == Errno.EEXIST ? Errno.OK : error;
        }
    }),
    REFUSES_EVERY_ADDRESS((sound, host) -> new ForwardingMachine(sound, host) {
        @Override
        public int setVcpuAttribute(int vcpu, int group, long attribute, long value) {
            int error = sound.setVcpuAttribute(vcpu, group, attribute, value);
            return error == Errno.OK ? Errno.ENXIO : error;
        }
    }),
    CHECKS_IN_ANOTHER_ORDER((sound, host) -> new ForwardingMachine(sound, host) {
        @Override
        public int setVcpuAttribute(int vcpu, int group, long attribute, long value) {
            return sound.structureAddress(vcpu) == -1
                    ? sound.setVcpuAttribute(vcpu, group, attribute, value)
                    : Errno.EEXIST;
        }
    }),
    BELIEVES_ANY_ADDRESS((sound, host) -> new ForwardingMachine(sound, host) {
        @Override
        public int setVcpuAttribute(int vcpu, int group, long attribute, long value) {
            int error = sound.setVcpuAttribute(vcpu, group, attribute, value);
            return value % 64 == 0 && error == Errno.EINVAL ? Errno.OK : error;
        }
    }),
    READS_ZERO_WHEN_UNSET((sound, host) -> new ForwardingMachine(sound, host) {
        @Override
        public AttributeValue getVcpuAttribute(int vcpu, int group, long attribute) {
            return AttributeValue.of(0);
        }
    }),
    NEVER_READS_BACK((sound, host) -> new ForwardingMachine(sound, host) {
        @Override
        public AttributeValue getVcpuAttribute(int vcpu, int group, long attribute) {
            AttributeValue value = sound.getVcpuAttribute(vcpu, group, attribute);
            return value.error() == Errno.OK ? AttributeValue.of(-1) : value;
        }
    }),

    // The generic timer.
    FIRES_ONE_TICK_EARLY(clock(sound -> new ForwardingClock(sound) {
        @Override
        public long instantOfVirtual(int vcpu, long value) {
            return sound.instantOfVirtual(vcpu, value == 0 || value == -1 ? value : value - 1);
        }

        @Override
        public long virtualTimerInstant(int vcpu) {
            long instant = sound.virtualTimerInstant(vcpu);
            return instant == NEVER ? NEVER : Math.max(0, instant - 10_000);
        }
    })),
    FIRES_LATE_WHEN_IN_THE_PAST(clock(sound -> new ForwardingClock(sound) {
        @Override
        public long instantOfVirtual(int vcpu, long value) {
            return sound.instantOfVirtual(vcpu, value) + 1;
        }
    })),
    GREATEST_VALUE_COMES(clock(sound -> new ForwardingClock(sound) {
        @Override
        public long instantOfVirtual(int vcpu, long value) {
            return sound.instantOfVirtual(vcpu, value == -1 ? 0 : value);
        }
    })),
    COUNTER_CANNOT_BE_SET((sound, host) -> new ForwardingMachine(sound, host) {
        @Override
        public int setOneRegister(int vcpu, long register, long value) {
            return Errno.ENOENT;
        }
    }),
    REGISTERS_AS_THE_ARCHITECTURE_HAS_THEM((sound, host) -> new ForwardingMachine(sound, host) {
        private long swapped(long register) {
            return register == TIMER_CNT ? TIMER_CVAL : register == TIMER_CVAL ? TIMER_CNT : register;
        }

        @Override
        public int setOneRegister(int vcpu, long register, long value) {
            return sound.setOneRegister(vcpu, swapped(register), value);
        }

        @Override
        public AttributeValue getOneRegister(int vcpu, long register) {
            return sound.getOneRegister(vcpu, swapped(register));
        }
    }),

    // The firmware register.
    BEGINS_CLEARED((sound, host) -> new ForwardingMachine(sound, host) {
        @Override
        public AttributeValue getFirmwareRegister(long register) {
            return AttributeValue.of(0);
        }
    }),
    ALWAYS_BUSY((sound, host) -> new ForwardingMachine(sound, host) {
        @Override
        public int setFirmwareRegister(long register, long value) {
            return Errno.EBUSY;
        }
    }),
    CLEARS_NOTHING((sound, host) -> new ForwardingMachine(sound, host) {
        @Override
        public int setFirmwareRegister(long register, long value) {
            return Errno.OK;
        }
    }),
    KNOWS_EVERY_SERVICE((sound, host) -> new ForwardingMachine(sound, host) {
        @Override
        public int setFirmwareRegister(long register, long value) {
            int error = sound.setFirmwareRegister(register, value);
            return error == Errno.EINVAL ? Errno.OK : error;
        }
    }),
    NEVER_BUSY((sound, host) -> new ForwardingMachine(sound, host) {
        @Override
        public int setFirmwareRegister(long register, long value) {
            int error = sound.setFirmwareRegister(register, value);
            return error == Errno.EBUSY ? Errno.OK : error;
        }
    }),
    SETS_ALL_AT_FIRST_RUN((sound, host) -> new ForwardingMachine(sound, host) {
        @Override
        public void enter(int vcpu, long preempted) {
            sound.setFirmwareRegister(STD_HYP, PV_TIME);
            sound.enter(vcpu, preempted);
        }
    }),

    // The calls.
    DENIES_FEATURES(call((function, argument, result) -> function == 0x8000_0001 ? -1 : result)),
    DENIES_ITSELF(call(
            (function, argument, result) -> function == 0xc500_0020 && (int) argument == 0xc500_0020 ? -1 : result)),
    MISPLACES(call((function, argument, result) -> function == 0xc500_0021 && result > 0 ? result + 64 : result)),
    MISPLACES_FAR(call(
            (function, argument, result) -> function == 0xc500_0021 && result > 0 ? result + 0x10_0000_0000L : result)),
    DENIES_ADDRESS(call((function, argument, result) -> function == 0xc500_0021 ? -1 : result)),
    KNOWS_EVERY_FEATURE(call((function, argument, result) -> function == 0x8000_0001 ? 0 : result)),
    KNOWS_EVERY_PV_TIME_FEATURE(call((function, argument, result) -> function == 0xc500_0020 ? 0 : result)),
    KNOWS_EVERY_CALL(call((function, argument, result) -> result == -1 ? 0 : result)),
    TAKES_ANY_DONATION(call((function, argument, result) -> result == -3 ? argument : result)) {
        @Override
        boolean donated() {
            return true;
        }
    },
    LEAVES_LITTER((sound, host) -> new ForwardingMachine(sound, host) {
        @Override
        public void hypercall(int vcpu, Registers registers) {
            sound.hypercall(vcpu, registers);
            registers.x(2, 7);
        }
    }),
    NEVER_WITHDRAWS((sound, host) -> new ForwardingMachine(sound, host) {
        @Override
        public void hypercall(int vcpu, Registers registers) {
            if ((int) registers.x(0) == 0xc500_0021 && registers.x(1) == -1) {
                registers.call(0, 0, 0, 0);
            } else {
                sound.hypercall(vcpu, registers);
            }
        }
    }) {
        @Override
        boolean donated() {
            return true;
        }
    },
    SERVES_THE_FIRST_AGENT((sound, host) -> new ForwardingMachine(sound, host) {
        @Override
        public void hypercall(int vcpu, Registers registers) {
            if ((int) registers.x(0) == 0xc500_0021 && sound.stolenTime(vcpu) > 0) {
                long told = registers.x(1) == 0 ? sound.structureAddress(vcpu) : registers.x(1);
                registers.call(told, 0, 0, 0);
            } else {
                sound.hypercall(vcpu, registers);
            }
        }
    }),

    // The updates.
    NEVER_UPDATES((sound, host) -> new ForwardingMachine(sound, host) {
        @Override
        public void vcpuLoad(int vcpu) {}
    }),
    UPDATES_AT_LOAD((sound, host) -> new ForwardingMachine(sound, host) {
        @Override
        public void vcpuLoad(int vcpu) {
            sound.vcpuLoad(vcpu);
            sound.enter(vcpu, 0);
        }
    }),
    COUNTS_TOO_MUCH((sound, host) -> new ForwardingMachine(sound, host) {
        @Override
        public void enter(int vcpu, long preempted) {
            sound.enter(vcpu, preempted);
            addToStolen(vcpu, 1_000_000_000);
        }
    }),
    COUNTS_ALL_TIME((sound, host) -> new ForwardingMachine(sound, host) {
        private long before = host.now();

        @Override
        public void enter(int vcpu, long preempted) {
            sound.enter(vcpu, preempted);
            addToStolen(vcpu, (host.now() - before) / 1_000);
            before = host.now();
        }
    }),
    COUNTS_FOR_ANOTHER((sound, host) -> new ForwardingMachine(sound, host) {
        @Override
        public void enter(int vcpu, long preempted) {
            long before = sound.stolenTime(vcpu);
            sound.enter(vcpu, preempted);
            addToStolen(vcpu ^ 1, sound.stolenTime(vcpu) - before);
        }
    }),
    REVISION_ONE((sound, host) -> new ForwardingMachine(sound, host) {
        @Override
        public void enter(int vcpu, long preempted) {
            sound.enter(vcpu, preempted);
            if (sound.structureAddress(vcpu) != -1) {
                host.memory().store32(sound.structureAddress(vcpu), 1);
            }
        }
    }),
    GROWS_ATTRIBUTES((sound, host) -> new ForwardingMachine(sound, host) {
        @Override
        public void enter(int vcpu, long preempted) {
            sound.enter(vcpu, preempted);
            if (sound.stolenTime(vcpu) > 0) {
                host.memory().store32(sound.structureAddress(vcpu) + 4, 1);
            }
        }
    }),
    USES_THE_PADDING((sound, host) -> new ForwardingMachine(sound, host) {
        @Override
        public void enter(int vcpu, long preempted) {
            sound.enter(vcpu, preempted);
            if (sound.structureAddress(vcpu) != -1) {
                host.memory().store8(sound.structureAddress(vcpu) + 16, (byte) 1);
            }
        }
    }),
    LOSES_WHAT_FAULTED((sound, host) -> new ForwardingMachine(sound, host) {
        private final long[] booked = new long[MANY];
        private final long[] lost = new long[MANY];

        @Override
        public void enter(int vcpu, long preempted) {
            long address = sound.structureAddress(vcpu);
            long waited = host.runDelay(vcpu);
            boolean faults = address != -1 && !host.memory().resident(address);
            sound.enter(vcpu, preempted);
            if (faults) {
                lost[vcpu] += waited - booked[vcpu];
            } else {
                addToStolen(vcpu, -lost[vcpu]);
                lost[vcpu] = 0;
            }
            booked[vcpu] = waited;
        }
    }),
    WAITS_FOR_THE_GUEST((sound, host) -> new ForwardingMachine(sound, host) {
        private boolean asked;

        @Override
        public void hypercall(int vcpu, Registers registers) {
            asked |= (int) registers.x(0) == 0xc500_0021;
            sound.hypercall(vcpu, registers);
        }

        @Override
        public void vcpuLoad(int vcpu) {
            if (asked) {
                sound.vcpuLoad(vcpu);
            }
        }
    }),
    WRITES_ELSEWHERE((sound, host) -> new ForwardingMachine(sound, host) {
        @Override
        public void enter(int vcpu, long preempted) {
            sound.enter(vcpu, preempted);
            host.memory().store64(RAM + 0x10_0000, 1);
        }
    }),
    LITTERS((sound, host) -> new ForwardingMachine(sound, host) {
        private long[] last;

        @Override
        public void enter(int vcpu, long preempted) {
            last = new long[] {preempted};
            sound.enter(vcpu, last[0]);
        }
    }),
    SLEEPS((sound, host) -> new ForwardingMachine(sound, host) {
        @Override
        public void vcpuLoad(int vcpu) {
            LockSupport.parkNanos(1);
            sound.vcpuLoad(vcpu);
        }
    }),
    NEVER_THE_SAME((sound, host) -> new ForwardingMachine(sound, host) {
        @Override
        public void enter(int vcpu, long preempted) {
            sound.enter(vcpu, preempted);
            host.spend(vcpu, calls().incrementAndGet());
        }
    }),

    // Life and moves.
    RESET_DOES_NOTHING((sound, host) -> new ForwardingMachine(sound, host) {
        @Override
        public void reset() {}
    }) {
        @Override
        boolean donated() {
            return true;
        }
    },
    RESET_FORGETS_EVERYTHING((sound, host) -> new ForwardingMachine(sound, host) {
        private boolean forgotten;

        @Override
        public void reset() {
            forgotten = true;
            sound.reset();
        }

        @Override
        public AttributeValue getVcpuAttribute(int vcpu, int group, long attribute) {
            return forgotten ? AttributeValue.of(-1) : sound.getVcpuAttribute(vcpu, group, attribute);
        }
    }),
    IGNORES_HOT_ADDED((sound, host) -> new ForwardingMachine(sound, host) {
        @Override
        public void vcpuAdded(int vcpu) {}
    }),
    SAVING_CHANGES_THE_GUEST((sound, host) -> new ForwardingMachine(sound, host) {
        @Override
        public SavedState save() {
            addToStolen(0, 1);
            return sound.save();
        }
    }),
    TAKES_ANY_STATE((sound, host) -> new ForwardingMachine(sound, host) {
        @Override
        public void restore(SavedState state) {
            try {
                sound.restore(state);
            } catch (IncompatibleStateException e) {
                host.spend(0, 0);
            }
        }
    }),

    // What is seen from outside.
    SHOWS_NOTHING((sound, host) -> new ForwardingMachine(sound, host) {
        @Override
        public long stolenTime(int vcpu) {
            return 0;
        }
    }),
    COUNTS_NOTHING((sound, host) -> new ForwardingMachine(sound, host) {
        @Override
        public long stealUpdates(int vcpu) {
            return 0;
        }
    }),
    PRETENDS_TO_OVERWRITE((sound, host) -> new ForwardingMachine(sound, host) {
        @Override
        public boolean overwrite(int vcpu, Corrupt.Field field, long value) {
            return true;
        }
    }),

    // The counters.
    COUNTS_DOWN(clock(sound -> new ForwardingClock(sound) {
        @Override
        public long virtualCounter(int vcpu, long instant) {
            return -sound.virtualCounter(vcpu, instant);
        }
    })),
    FIRES_LATE(clock(sound -> new ForwardingClock(sound) {
        @Override
        public long instantOfPhysical(int vcpu, long value) {
            long instant = sound.instantOfPhysical(vcpu, value);
            return instant == NEVER ? NEVER : instant + 1;
        }
    })),

    // The guest driver.
    ONLINE_WHATEVER_COMES(driver(sound -> new ForwardingDriver(sound) {
        @Override
        public int cpuOnline(int cpu) {
            return Math.max(0, sound.cpuOnline(cpu));
        }

        @Override
        public boolean probe() {
            return true;
        }
    })),
    ONLINE_ONLY_ONCE(driver(sound -> new ForwardingDriver(sound) {
        private boolean wasOffline;

        @Override
        public void cpuOffline(int cpu) {
            wasOffline = true;
            sound.cpuOffline(cpu);
        }

        @Override
        public int cpuOnline(int cpu) {
            return wasOffline ? Errno.EINVAL : sound.cpuOnline(cpu);
        }
    })),
    NEVER_OFFLINE(driver(sound -> new ForwardingDriver(sound) {
        @Override
        public void cpuOffline(int cpu) {}
    })),

    // The component.
    ODD_SIZE((sound, host) -> sound) {
        @Override
        Hypervisor<KvmOptions> hypervisor() {
            return new Wrapper(this) {
                @Override
                public int structureSize() {
                    return 60;
                }
            };
        }
    },
    NAMELESS_INTERFACE((sound, host) -> sound) {
        @Override
        Hypervisor<KvmOptions> hypervisor() {
            return new Wrapper(this) {
                @Override
                public Set<String> abis() {
                    return Set.of("");
                }
            };
        }
    };

    /** KVM_REG_ARM_STD_HYP_BMAP and its one bit. */
    private static final long STD_HYP = 0x6030_0000_0016_0001L;

    private static final long PV_TIME = 1;

    /** KVM_REG_ARM_TIMER_CNT and _CVAL, each with the encoding of the other. */
    private static final long TIMER_CNT = 0x6030_0000_0013_df1aL;

    private static final long TIMER_CVAL = 0x6030_0000_0013_df02L;

    /** More vCPUs than any guest under test has. */
    private static final int MANY = 64;

    /** Where the bench has RAM. */
    private static final long RAM = 0x4000_0000L;

    private static final AtomicLong CALLS = new AtomicLong();

    private final String option;
    private final String value;
    private final BiFunction<VirtualMachine, VmHost, VirtualMachine> breakIt;

    BrokenKvm(String option, String value) {
        this.option = option;
        this.value = value;
        this.breakIt = (sound, host) -> sound;
    }

    BrokenKvm(BiFunction<VirtualMachine, VmHost, VirtualMachine> breakIt) {
        this.option = "";
        this.value = "";
        this.breakIt = breakIt;
    }

    private static AtomicLong calls() {
        return CALLS;
    }

    /** The hypervisor. */
    Hypervisor<KvmOptions> hypervisor() {
        return new Wrapper(this);
    }

    /** Whether it has a use for donated memory only, which changes what it is held to. */
    boolean donated() {
        return false;
    }

    /** Another result of a hypercall. */
    private interface Answer {
        long result(int function, long argument, long result);
    }

    private static BiFunction<VirtualMachine, VmHost, VirtualMachine> call(Answer answer) {
        return (sound, host) -> new ForwardingMachine(sound, host) {
            @Override
            public void hypercall(int vcpu, Registers registers) {
                int function = (int) registers.x(0);
                long argument = registers.x(1);
                sound.hypercall(vcpu, registers);
                registers.x(0, answer.result(function, argument, registers.x(0)));
            }
        };
    }

    private static BiFunction<VirtualMachine, VmHost, VirtualMachine> clock(UnaryOperator<VirtualClock> breakIt) {
        return (sound, host) -> new ForwardingMachine(sound, host) {
            @Override
            public VirtualClock clock() {
                return breakIt.apply(sound.clock());
            }
        };
    }

    private static BiFunction<VirtualMachine, VmHost, VirtualMachine> driver(UnaryOperator<PvTimeDriver> breakIt) {
        return (sound, host) -> new ForwardingMachine(sound, host) {
            @Override
            public PvTimeDriver driver(GuestPlatform platform, PvTimeDriver.Setup setup) {
                return breakIt.apply(sound.driver(platform, setup));
            }
        };
    }

    private static class Wrapper extends ForwardingHypervisor<KvmOptions> {
        private final BrokenKvm broken;

        Wrapper(BrokenKvm broken) {
            super(new Kvm());
            this.broken = broken;
        }

        @Override
        public VirtualMachine create(KvmOptions options, HostFacts host, VmHost vm, Optional<StealMemory> memory) {
            if (broken.donated() && memory.isPresent() && !memory.get().donated()) {
                throw new PlacementException("this one takes donated memory alone");
            }
            KvmOptions used = broken.option.isEmpty()
                    ? options
                    : OptionSchema.of(KvmOptions.class)
                            .instantiate(Map.of(broken.option, broken.value), host.release());
            return broken.breakIt.apply(sound.create(used, host, vm, memory), vm);
        }
    }
}
