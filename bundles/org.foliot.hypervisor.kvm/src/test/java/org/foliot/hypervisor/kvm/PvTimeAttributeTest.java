package org.foliot.hypervisor.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foliot.hypervisor.kvm.KvmFixture.KVM;
import static org.foliot.hypervisor.kvm.KvmFixture.guest;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.foliot.api.hypervisor.AttributeValue;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.hypervisor.VirtualMachine;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.testkit.Bench;
import org.foliot.testkit.BenchGuest;
import org.foliot.testkit.Candidate;
import org.foliot.time.Address;
import org.foliot.time.ByteSize;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PvTimeAttributeTest {
    private static final int GROUP = KvmFixture.GROUP;
    private static final long IPA = KvmFixture.IPA;
    private static final long REVISION = KvmFixture.REVISION;

    /** Everything that can be wrong with a SET, in the order in which the kernel looks at it. */
    private record Attempt(
            boolean device,
            boolean schedInfo,
            boolean group,
            boolean revision,
            boolean aligned,
            boolean set,
            boolean slot) {
        static Attempt of(int bits) {
            return new Attempt(
                    (bits & 1) != 0,
                    (bits & 2) != 0,
                    (bits & 4) != 0,
                    (bits & 8) != 0,
                    (bits & 16) != 0,
                    (bits & 32) != 0,
                    (bits & 64) != 0);
        }

        int expected() {
            if (!device || !schedInfo || !group || !revision) {
                return Errno.ENXIO;
            } else if (!aligned) {
                return Errno.EINVAL;
            } else if (set) {
                return Errno.EEXIST;
            }
            return slot ? Errno.OK : Errno.EINVAL;
        }

        int made() {
            Bench.Setup host = schedInfo ? Bench.Setup.DEFAULT : Bench.Setup.DEFAULT.withoutSchedInfo();
            Candidate<Kvm> kvm = KVM.with("stolen_time", device ? "on" : "off").with("revision", revision ? "0" : "1");
            BenchGuest guest = guest(host, kvm, Strategies.USERSPACE);
            if (set) {
                guest.vm().setVcpuAttribute(0, GROUP, IPA, guest.slot(0));
            }
            long address = (slot ? guest.slot(1) : 0x1000) + (aligned ? 0 : 8);
            return guest.vm().setVcpuAttribute(0, group ? GROUP : GROUP + 1, IPA, address);
        }
    }

    @TestFactory
    Stream<DynamicTest> errorsComeInTheOrderOfTheKernel() {
        return IntStream.range(0, 128)
                .mapToObj(Attempt::of)
                .map(attempt -> DynamicTest.dynamicTest(attempt.toString(), () -> assertThat(Errno.name(attempt.made()))
                        .isEqualTo(Errno.name(attempt.expected()))));
    }

    @Property
    void anAddressIsTakenIfItIsAlignedAndWhollyInASlotThatCanBeWritten(@ForAll long offset) {
        long address = Bench.RAM.value() - 4096 + Math.floorMod(offset, Bench.RAM_SIZE.bytes() + 8192);
        BenchGuest guest = guest(Strategies.USERSPACE);
        boolean inRam = address >= Bench.RAM.value()
                && address + 64 <= Bench.RAM.plus(Bench.RAM_SIZE).value();
        int expected = address % 64 == 0 && inRam ? Errno.OK : Errno.EINVAL;
        assertThat(guest.vm().setVcpuAttribute(0, GROUP, IPA, address)).isEqualTo(expected);
        assertThat(guest.vm().getVcpuAttribute(0, GROUP, IPA))
                .isEqualTo(AttributeValue.of(expected == Errno.OK ? address : -1));
    }

    @Test
    void flashIsASlotThatCannotBeWritten() {
        BenchGuest guest = guest(Strategies.USERSPACE);
        guest.memory()
                .add(new MemoryRegion(
                        "flash", new Address(0), ByteSize.ofMebibytes(64), MemoryRegion.Kind.FLASH, false));
        assertThat(guest.vm().setVcpuAttribute(0, GROUP, IPA, 0x1000)).isEqualTo(Errno.EINVAL);
    }

    @Test
    void twoVcpusMayShareAnAddress() {
        BenchGuest guest = guest(Strategies.USERSPACE);
        assertThat(guest.vm().setVcpuAttribute(0, GROUP, IPA, guest.slot(0))).isEqualTo(Errno.OK);
        assertThat(guest.vm().setVcpuAttribute(1, GROUP, IPA, guest.slot(0))).isEqualTo(Errno.OK);
        for (int vcpu = 0; vcpu < 2; vcpu++) {
            guest.bench().waits(vcpu, 1_000);
            guest.run(vcpu);
        }
        assertThat(KvmFixture.stolen(guest)).isEqualTo(2_000);
    }

    @Test
    void anAddressCanBeSetOnAVcpuThatHasRun() {
        BenchGuest guest = guest(Strategies.USERSPACE);
        guest.run(0);
        assertThat(guest.vm().setVcpuAttribute(0, GROUP, IPA, guest.slot(0))).isEqualTo(Errno.OK);
    }

    @Test
    void thereIsNoRevisionAttributeInAnyKernelThereIs() {
        VirtualMachine vm = guest(Strategies.USERSPACE).vm();
        assertThat(vm.hasVcpuAttribute(0, GROUP, REVISION)).isEqualTo(Errno.ENXIO);
        assertThat(vm.setVcpuAttribute(0, GROUP, REVISION, 0)).isEqualTo(Errno.ENXIO);
        assertThat(vm.getVcpuAttribute(0, GROUP, REVISION)).isEqualTo(AttributeValue.refused(Errno.ENXIO));
    }

    @Test
    void aLaterKernelTakesTheRevisionsThatItProvidesUntilTheAddressIsSet() {
        BenchGuest guest = guest(KVM.with("revision", "2"));
        VirtualMachine vm = guest.vm();
        assertThat(vm.hasVcpuAttribute(0, GROUP, REVISION)).isEqualTo(Errno.OK);
        assertThat(vm.getVcpuAttribute(0, GROUP, REVISION)).isEqualTo(AttributeValue.of(0));
        assertThat(vm.setVcpuAttribute(0, GROUP, REVISION, 0)).isEqualTo(Errno.EINVAL);
        assertThat(vm.setVcpuAttribute(0, GROUP, REVISION, 1)).isEqualTo(Errno.EINVAL);
        assertThat(vm.setVcpuAttribute(0, GROUP, IPA, guest.slot(0))).isEqualTo(Errno.ENXIO);
        assertThat(vm.setVcpuAttribute(0, GROUP, REVISION, 2)).isEqualTo(Errno.OK);
        assertThat(vm.setVcpuAttribute(0, GROUP, IPA, guest.slot(0))).isEqualTo(Errno.OK);
        assertThat(vm.setVcpuAttribute(0, GROUP, REVISION, 2)).isEqualTo(Errno.EEXIST);
        assertThat(vm.getVcpuAttribute(0, GROUP, REVISION)).isEqualTo(AttributeValue.of(2));
    }

    @Test
    void aVmWithoutStolenTimeHasNowhereToPutIt() {
        BenchGuest guest = new Bench(Bench.Setup.DEFAULT).create(KVM, java.util.Optional.empty());
        assertThat(guest.vm().hasVcpuAttribute(0, GROUP, IPA)).isEqualTo(Errno.OK);
        assertThat(guest.vm().setVcpuAttribute(0, GROUP, IPA, Bench.RAM.value()))
                .isEqualTo(Errno.EINVAL);
        assertThat(guest.vm().configure()).isEqualTo(Errno.OK);
        assertThat(guest.vm().structureAddress(0)).isEqualTo(-1);
        assertThat(guest.vm().stolenTime(0)).isZero();
    }
}
