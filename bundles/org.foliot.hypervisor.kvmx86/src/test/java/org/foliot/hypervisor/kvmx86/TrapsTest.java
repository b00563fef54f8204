package org.foliot.hypervisor.kvmx86;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.foliot.hypervisor.kvmx86.Fixture.KVM;
import static org.foliot.hypervisor.kvmx86.Fixture.guest;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.hypervisor.Registers;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.api.memory.PlacementException;
import org.foliot.memory.hostkernel.HostKernelMemory;
import org.foliot.memory.userspace.UserspaceMemory;
import org.foliot.testkit.Bench;
import org.foliot.testkit.BenchGuest;
import org.foliot.testkit.Candidate;
import org.junit.jupiter.api.Test;

class TrapsTest {
    private static Registers execute(BenchGuest guest, int instruction, int index, long value) {
        Registers registers = new Registers().call(instruction, Integer.toUnsignedLong(index), value, 0);
        guest.vm().hypercall(0, registers);
        return registers;
    }

    @Test
    void cpuidSaysThatItIsKvm() {
        Registers result = execute(guest(), Trap.CPUID, 0x4000_0000, 0);
        assertThat(result.x(0)).isEqualTo(Trap.DONE);
        assertThat(result.x(1)).isEqualTo(0x4000_0001L);
        ByteBuffer name = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        name.putInt((int) result.x(2)).putInt((int) result.x(3)).putInt((int) result.x(4));
        assertThat(new String(name.array(), StandardCharsets.US_ASCII)).isEqualTo("KVMKVMKVM\0\0\0");
    }

    @Test
    void cpuidSaysWhatThereIs() {
        assertThat(execute(guest(), Trap.CPUID, 0x4000_0001, 0).x(1)).isEqualTo(1 << 3 | 1 << 5 | 1 << 24);
        assertThat(execute(guest(KVM.with("kvmclock", "off")), Trap.CPUID, 0x4000_0001, 0)
                        .x(1))
                .isEqualTo(1 << 5);
        assertThat(execute(guest(KVM.with("steal_time", "off")), Trap.CPUID, 0x4000_0001, 0)
                        .x(1))
                .isEqualTo(1 << 3 | 1 << 24);
        assertThat(execute(guest(), Trap.CPUID, 0x8000_0007, 0).x(4)).isZero();
        assertThat(execute(guest(KVM.with("invariant_tsc", "on")), Trap.CPUID, 0x8000_0007, 0)
                        .x(4))
                .isEqualTo(1 << 8);
        assertThat(execute(guest(), Trap.CPUID, 7, 0).x(1)).isZero();
    }

    @Test
    void registersThatAreNotThereRaiseAnException() {
        BenchGuest none = guest(KVM.with("kvmclock", "off").with("steal_time", "off"));
        for (int register : new int[] {Msr.STEAL_TIME, Msr.SYSTEM_TIME, Msr.WALL_CLOCK, 0x4b56_4d02}) {
            assertThat(execute(none, Trap.RDMSR, register, 0).x(0)).isEqualTo(Trap.GENERAL_PROTECTION);
            assertThat(execute(none, Trap.WRMSR, register, 1).x(0)).isEqualTo(Trap.GENERAL_PROTECTION);
        }
        assertThat(execute(none, Trap.RDMSR, Msr.TSC, 0).x(0)).isEqualTo(Trap.DONE);
        assertThat(execute(none, 0x0f01, 0, 0).x(0)).as("VMCALL").isEqualTo(Trap.INVALID_OPCODE);
    }

    @Test
    void whatIsWrittenIsRead() {
        BenchGuest guest = guest();
        guest.memory().expectHostWrites(Bench.RAM, 4096);
        for (int register : new int[] {Msr.STEAL_TIME, Msr.SYSTEM_TIME, Msr.WALL_CLOCK}) {
            long value = Bench.RAM.value() | (register == Msr.WALL_CLOCK ? 0 : Msr.ENABLED);
            assertThat(execute(guest, Trap.WRMSR, register, value).x(0)).isEqualTo(Trap.DONE);
            assertThat(execute(guest, Trap.RDMSR, register, 0).x(1)).isEqualTo(value);
        }
    }

    @Test
    void aTrapCostsWhatTheOptionSays() {
        BenchGuest guest = guest(KVM.with("trap", "2000 cycles"));
        execute(guest, Trap.CPUID, 0, 0);
        assertThat(guest.bench().spent(0)).isEqualTo(1_000_000);
    }

    @Test
    void theOffsetOfTheTscIsTheOnlyAttribute() {
        BenchGuest guest = guest();
        assertThat(guest.vm().hasVcpuAttribute(0, 0, 0)).isEqualTo(Errno.OK);
        assertThat(guest.vm().hasVcpuAttribute(0, 2, 0)).as("Arm's PV time").isEqualTo(Errno.ENXIO);
        assertThat(guest.vm().setVcpuAttribute(0, 2, 0, 64)).isEqualTo(Errno.ENXIO);
        assertThat(guest.vm().getVcpuAttribute(0, 2, 0).error()).isEqualTo(Errno.ENXIO);
        assertThat(guest.vm().setFirmwareRegister(0, 0)).isEqualTo(Errno.EINVAL);
        assertThat(guest.vm().getFirmwareRegister(0).error()).isEqualTo(Errno.EINVAL);
        long offset = guest.vm().getVcpuAttribute(0, 0, 0).value();
        assertThat(guest.vm().setVcpuAttribute(0, 0, 0, offset + 1000)).isEqualTo(Errno.OK);
        assertThat(guest.vm().clock().virtualCounter(0, guest.bench().now())).isEqualTo(1000);
    }

    @Test
    void memoryThatTheGuestDoesNotDonateIsRefusedWithTheReason() {
        for (Candidate<?> placed : new Candidate<?>[] {
            Candidate.of("userspace", new UserspaceMemory()), Candidate.of("host_kernel", new HostKernelMemory())
        }) {
            assertThatThrownBy(() -> create(placed))
                    .isInstanceOf(PlacementException.class)
                    .hasMessageContaining("a guest names the address itself (MSR_KVM_STEAL_TIME)")
                    .hasMessageContaining("such as guest_donated");
        }
    }

    @SuppressWarnings("unchecked")
    private static void create(Candidate<?> placed) {
        new Bench(Fixture.HOST)
                .create(KVM, Optional.of((Candidate<? extends MemoryStrategy<?>>) (Candidate<?>) placed));
    }
}
