package org.foliot.broken.hypervisor;

import java.util.Optional;
import java.util.function.BiFunction;
import org.foliot.api.host.HostFacts;
import org.foliot.api.hypervisor.Hypervisor;
import org.foliot.api.hypervisor.Registers;
import org.foliot.api.hypervisor.SavedState;
import org.foliot.api.hypervisor.VirtualMachine;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.StealMemory;
import org.foliot.hypervisor.kvmriscv.KvmRiscv;
import org.foliot.hypervisor.kvmriscv.KvmRiscvOptions;

/** KVM on RISC-V with one thing wrong in what a guest sees of stolen time. */
@SuppressWarnings("ImmutableEnumChecker")
public enum BrokenSta {
    TELLS_AN_OLD_VERSION((sound, host) -> new Machine(sound, host) {
        @Override
        void answered(int vcpu, long extension, long function, Registers registers) {
            if (extension == BASE && function == GET_SPEC_VERSION) {
                registers.x(A1, 1L << 24);
            }
        }
    }),
    FINDS_THE_EXTENSION_ALWAYS((sound, host) -> new Machine(sound, host) {
        @Override
        void answered(int vcpu, long extension, long function, Registers registers) {
            if (extension == BASE && function == PROBE_EXTENSION) {
                registers.x(A1, 1);
            }
        }
    }),
    ACCEPTS_WHATEVER_IT_IS_ASKED((sound, host) -> new Machine(sound, host) {
        @Override
        void answered(int vcpu, long extension, long function, Registers registers) {
            registers.x(A0, SUCCESS);
        }
    }),
    FORGETS_ON_REFUSAL((sound, host) -> new Machine(sound, host) {
        @Override
        void answered(int vcpu, long extension, long function, Registers registers) {
            if (registers.x(A0) != SUCCESS) {
                forget(vcpu);
            }
        }
    }),
    ZEROES_NOTHING((sound, host) -> new Machine(sound, host) {
        private final long[] before = new long[SIZE / Long.BYTES];

        @Override
        public void hypercall(int vcpu, Registers registers) {
            long address = registers.x(A0);
            boolean registration = registers.x(A7) == STA && address % SIZE == 0 && inRam(address);
            for (int i = 0; registration && i < before.length; i++) {
                before[i] = host.memory().load64(address + (long) i * Long.BYTES);
            }
            sound.hypercall(vcpu, registers);
            for (int i = 0; registration && i < before.length; i++) {
                host.memory().store64(address + (long) i * Long.BYTES, before[i]);
            }
        }
    }),
    NEVER_ENDS((sound, host) -> new Machine(sound, host) {
        @Override
        public void hypercall(int vcpu, Registers registers) {
            if (registers.x(A7) == STA && registers.x(A0) == SHMEM_DISABLE) {
                registers.x(A0, SUCCESS);
            } else {
                sound.hypercall(vcpu, registers);
            }
        }
    }),
    COUNTS_ONCE_PER_UPDATE((sound, host) -> new Machine(sound, host) {
        @Override
        void updated(long address) {
            host.memory().store32(address, host.memory().load32(address) - 1);
        }
    }),
    REPAIRS_THE_SEQUENCE((sound, host) -> new Machine(sound, host) {
        @Override
        void updated(long address) {
            int sequence = host.memory().load32(address);
            host.memory().store32(address, sequence + (sequence & 1));
        }
    }),
    LOSES_A_NANOSECOND((sound, host) -> new Machine(sound, host) {
        @Override
        void updated(long address) {
            long steal = host.memory().load64(address + STEAL);
            host.memory().store64(address + STEAL, Math.max(0, steal - 1));
        }
    }),
    SETS_THE_PREEMPTED_BYTE((sound, host) -> new Machine(sound, host) {
        @Override
        public void vcpuPut(int vcpu, boolean preempted) {
            sound.vcpuPut(vcpu, preempted);
            long address = sound.structureAddress(vcpu);
            if (address != StealMemory.NO_ADDRESS) {
                host.memory().store8(address + PREEMPTED, (byte) 1);
            }
        }
    }),
    LOSES_WHAT_A_FAULT_DELAYS((sound, host) -> new Machine(sound, host) {
        @Override
        public void enter(int vcpu, long preempted) {
            long address = sound.structureAddress(vcpu);
            if (address == StealMemory.NO_ADDRESS || host.memory().resident(address)) {
                sound.enter(vcpu, preempted);
                return;
            }
            host.memory().setResident(address, true);
            long steal = host.memory().load64(address + STEAL);
            sound.enter(vcpu, preempted);
            host.memory().store64(address + STEAL, steal);
        }
    }),
    STARTS_WITH_THE_OLD_ADDRESS((sound, host) -> new Machine(sound, host) {
        @Override
        public void vcpuReset(int vcpu) {}

        @Override
        public void reset() {}
    }),
    FORGETS_ON_A_MOVE((sound, host) -> new Machine(sound, host) {
        @Override
        public void restore(SavedState state) {
            sound.restore(state);
            forget(0);
        }
    });

    private final BiFunction<VirtualMachine, VmHost, VirtualMachine> breakIt;

    BrokenSta(BiFunction<VirtualMachine, VmHost, VirtualMachine> breakIt) {
        this.breakIt = breakIt;
    }

    /** The hypervisor. */
    Hypervisor<KvmRiscvOptions> hypervisor() {
        return new ForwardingHypervisor<>(new KvmRiscv()) {
            @Override
            public VirtualMachine create(
                    KvmRiscvOptions options, HostFacts host, VmHost vm, Optional<StealMemory> memory) {
                return breakIt.apply(sound.create(options, host, vm, memory), vm);
            }
        };
    }

    /** A VM whose calls and updates a subclass can spoil; numbers and registers are those of riscv-sbi-doc. */
    private static class Machine extends ForwardingMachine {
        static final int A0 = 10;
        static final int A1 = 11;
        static final int A6 = 16;
        static final int A7 = 17;
        static final long BASE = 0x10;
        static final long GET_SPEC_VERSION = 0;
        static final long PROBE_EXTENSION = 3;
        static final long STA = 0x535441;
        static final long SUCCESS = 0;
        static final long SHMEM_DISABLE = -1;
        static final int STEAL = 8;
        static final int PREEMPTED = 16;
        static final int SIZE = 64;

        /** KVM_REG_RISCV_SBI_STATE with the subtype STA, as a group of attributes. */
        private static final int STATE = 0x0a00_0000;

        /** Where the bench has RAM. */
        private static final long RAM = 0x4000_0000L;

        Machine(VirtualMachine sound, VmHost host) {
            super(sound, host);
        }

        static boolean inRam(long address) {
            return address >= RAM && address < RAM + (1 << 16);
        }

        void forget(int vcpu) {
            sound.setVcpuAttribute(vcpu, STATE, 0, StealMemory.NO_ADDRESS);
        }

        @Override
        public void hypercall(int vcpu, Registers registers) {
            long extension = registers.x(A7);
            long function = registers.x(A6);
            sound.hypercall(vcpu, registers);
            answered(vcpu, extension, function, registers);
        }

        /** A call has come back. */
        void answered(int vcpu, long extension, long function, Registers registers) {}

        @Override
        public void enter(int vcpu, long preempted) {
            long updates = sound.stealUpdates(vcpu);
            sound.enter(vcpu, preempted);
            if (sound.stealUpdates(vcpu) != updates && sound.structureAddress(vcpu) != StealMemory.NO_ADDRESS) {
                updated(sound.structureAddress(vcpu));
            }
        }

        /** A structure has been brought up to date. */
        void updated(long address) {}
    }
}
