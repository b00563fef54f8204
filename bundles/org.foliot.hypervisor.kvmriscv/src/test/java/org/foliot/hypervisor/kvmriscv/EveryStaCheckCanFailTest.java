package org.foliot.hypervisor.kvmriscv;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.foliot.api.host.HostFacts;
import org.foliot.api.hypervisor.Hypervisor;
import org.foliot.api.hypervisor.Registers;
import org.foliot.api.hypervisor.VirtualMachine;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.memory.StealMemory;
import org.foliot.testkit.Bench;
import org.foliot.testkit.Candidate;
import org.foliot.testkit.Check;
import org.foliot.testkit.Conformance;
import org.junit.jupiter.api.Test;

/** A check that nothing can fail checks nothing: each finds one of the hypervisors that are broken on purpose. */
class EveryStaCheckCanFailTest {
    /** One thing that is wrong. */
    private enum Fault {
        TELLS_AN_OLD_VERSION,
        FINDS_THE_EXTENSION_ALWAYS,
        ACCEPTS_WHATEVER_IT_IS_ASKED,
        FORGETS_ON_REFUSAL,
        ZEROES_NOTHING,
        NEVER_ENDS,
        COUNTS_ONCE_PER_UPDATE,
        SETS_THE_PREEMPTED_BYTE,
        REPAIRS_THE_SEQUENCE,
        LOSES_A_NANOSECOND,
        LOSES_WHAT_A_FAULT_DELAYS,
        STARTS_WITH_THE_OLD_ADDRESS,
        FORGETS_ON_A_MOVE
    }

    /** A VM with a fault, in front of a sound one. */
    private static final class Broken {
        private final Fault fault;
        private final VirtualMachine sound;
        private final VmHost host;

        Broken(Fault fault, VirtualMachine sound, VmHost host) {
            this.fault = fault;
            this.sound = sound;
            this.host = host;
        }

        VirtualMachine machine() {
            return (VirtualMachine) Proxy.newProxyInstance(
                    VirtualMachine.class.getClassLoader(),
                    new Class<?>[] {VirtualMachine.class},
                    (proxy, method, args) -> {
                        try {
                            return switch (method.getName()) {
                                case "hypercall" -> {
                                    hypercall((int) args[0], (Registers) args[1]);
                                    yield null;
                                }
                                case "enter" -> {
                                    enter((int) args[0], (long) args[1]);
                                    yield null;
                                }
                                case "vcpuPut" -> {
                                    put((int) args[0]);
                                    yield null;
                                }
                                case "vcpuReset", "reset" ->
                                    fault == Fault.STARTS_WITH_THE_OLD_ADDRESS ? null : method.invoke(sound, args);
                                case "restore" -> {
                                    method.invoke(sound, args);
                                    if (fault == Fault.FORGETS_ON_A_MOVE) {
                                        sound.setVcpuAttribute(0, KvmRiscvMachine.SBI_STA, 0, StealMemory.NO_ADDRESS);
                                    }
                                    yield null;
                                }
                                default -> method.invoke(sound, args);
                            };
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        private void hypercall(int vcpu, Registers registers) {
            long extension = registers.x(Sbi.A7);
            long function = registers.x(Sbi.A6);
            long lo = registers.x(Sbi.A0);
            boolean ends = lo == Sbi.SHMEM_DISABLE;
            if (fault == Fault.NEVER_ENDS && extension == Sbi.STA && ends) {
                registers.x(Sbi.A0, Sbi.SUCCESS);
                return;
            }
            long[] before = fault == Fault.ZEROES_NOTHING && extension == Sbi.STA ? words(lo) : new long[0];
            sound.hypercall(vcpu, registers);
            boolean refused = registers.x(Sbi.A0) != Sbi.SUCCESS;
            if (extension == Sbi.BASE && function == Sbi.GET_SPEC_VERSION && fault == Fault.TELLS_AN_OLD_VERSION) {
                registers.x(Sbi.A1, Sbi.version(1));
            } else if (extension == Sbi.BASE && fault == Fault.FINDS_THE_EXTENSION_ALWAYS) {
                registers.x(Sbi.A1, 1);
            } else if (refused && fault == Fault.ACCEPTS_WHATEVER_IT_IS_ASKED) {
                registers.x(Sbi.A0, Sbi.SUCCESS);
            } else if (refused && fault == Fault.FORGETS_ON_REFUSAL) {
                sound.setVcpuAttribute(vcpu, KvmRiscvMachine.SBI_STA, 0, StealMemory.NO_ADDRESS);
            }
            for (int i = 0; i < before.length; i++) {
                host.memory().store64(lo + (long) i * Long.BYTES, before[i]);
            }
        }

        private long[] words(long address) {
            if (address % Long.BYTES != 0 || address < Bench.RAM.value() || address > Bench.RAM.value() + (1 << 16)) {
                return new long[0];
            }
            long[] words = new long[StealTimeStructure.SIZE / Long.BYTES];
            for (int i = 0; i < words.length; i++) {
                words[i] = host.memory().load64(address + (long) i * Long.BYTES);
            }
            return words;
        }

        private void enter(int vcpu, long preempted) {
            long address = sound.structureAddress(vcpu);
            if (address == StealMemory.NO_ADDRESS) {
                sound.enter(vcpu, preempted);
                return;
            }
            GuestMemory memory = host.memory();
            if (fault == Fault.LOSES_WHAT_A_FAULT_DELAYS && !memory.resident(address)) {
                memory.setResident(address, true);
                long steal = memory.load64(address + StealTimeStructure.STEAL);
                sound.enter(vcpu, preempted);
                memory.store64(address + StealTimeStructure.STEAL, steal);
                return;
            }
            long updates = sound.stealUpdates(vcpu);
            sound.enter(vcpu, preempted);
            int sequence = memory.load32(address);
            if (sound.stealUpdates(vcpu) == updates) {
                return;
            } else if (fault == Fault.COUNTS_ONCE_PER_UPDATE) {
                memory.store32(address, sequence - 1);
            } else if (fault == Fault.REPAIRS_THE_SEQUENCE) {
                memory.store32(address, sequence + (sequence & 1));
            } else if (fault == Fault.LOSES_A_NANOSECOND) {
                long steal = memory.load64(address + StealTimeStructure.STEAL);
                memory.store64(address + StealTimeStructure.STEAL, Math.max(0, steal - 1));
            }
        }

        private void put(int vcpu) {
            sound.vcpuPut(vcpu, true);
            long address = sound.structureAddress(vcpu);
            if (fault == Fault.SETS_THE_PREEMPTED_BYTE && address != StealMemory.NO_ADDRESS) {
                host.memory().store8(address + StealTimeStructure.PREEMPTED, (byte) 1);
            }
        }
    }

    /** The component with a fault. */
    private record BrokenKvm(Fault fault, KvmRiscv kvm) implements Hypervisor<KvmRiscvOptions> {
        @Override
        public Class<KvmRiscvOptions> optionsType() {
            return kvm.optionsType();
        }

        @Override
        public Set<String> abis() {
            return kvm.abis();
        }

        @Override
        public int structureSize() {
            return kvm.structureSize();
        }

        @Override
        public int structureAlignment() {
            return kvm.structureAlignment();
        }

        @Override
        public VirtualMachine create(KvmRiscvOptions options, HostFacts host, VmHost vm, Optional<StealMemory> memory) {
            return new Broken(fault, kvm.create(options, host, vm, memory), vm).machine();
        }
    }

    @Test
    void everyCheckFindsSomethingBrokenAndEverythingBrokenIsFound() {
        Set<String> findings = new TreeSet<>();
        for (Fault fault : Fault.values()) {
            Candidate<BrokenKvm> broken = Candidate.of(KvmRiscv.ID, new BrokenKvm(fault, new KvmRiscv()));
            Set<String> found = new TreeSet<>();
            for (Check check :
                    Conformance.of(Hypervisor.ABI_SBI_STA, Fixture.DONATED).checks(broken)) {
                if (!check.run().passed()) {
                    found.add(check.name());
                }
            }
            assertThat(found).as("what finds %s", fault).isNotEmpty();
            findings.addAll(found);
        }
        assertThat(Conformance.of(Hypervisor.ABI_SBI_STA, Fixture.DONATED).checks(Fixture.KVM))
                .extracting(Check::name)
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(findings).contains(name));
    }
}
