package org.foliot.hypervisor.kvmlpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.foliot.api.hypervisor.Errno;
import org.foliot.hypervisor.kvmlpt.LptOptions.Rounding;
import org.foliot.testkit.Bench;
import org.foliot.testkit.BenchGuest;
import org.foliot.time.Frequency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The attributes of the VM, and the structure byte by byte (kvmarm/7630a92d). */
class LptDeviceTest {
    private static final long RAM = Bench.RAM.value();

    private final Bench bench = Fixture.host("1 GHz");
    private final LptDevice lpt = new LptDevice(bench, Frequency.ofMegahertz(1_000), Rounding.DOWN);

    private int ipa(long value) {
        return lpt.set(LptDevice.GROUP, LptDevice.IPA, value);
    }

    private int frequency(long value) {
        return lpt.set(LptDevice.GROUP, LptDevice.FREQ, value);
    }

    @Test
    void thereAreTwoAttributes() {
        assertThat(lpt.has(0, 0)).isEqualTo(Errno.OK);
        assertThat(lpt.has(0, 1)).isEqualTo(Errno.OK);
        assertThat(lpt.has(0, 2)).isEqualTo(Errno.ENXIO);
        assertThat(lpt.has(1, 0)).isEqualTo(Errno.ENXIO);
        assertThat(lpt.set(0, 2, RAM)).isEqualTo(Errno.ENXIO);
        assertThat(lpt.get(1, 0).error()).isEqualTo(Errno.ENXIO);
    }

    @Test
    void theAddressIsAlignedInMemoryAndSetOnce() {
        assertThat(lpt.get(0, LptDevice.IPA).value()).isEqualTo(-1);
        assertThat(ipa(RAM + 32)).isEqualTo(Errno.EINVAL);
        assertThat(ipa(0x1000)).isEqualTo(Errno.EINVAL);
        assertThat(ipa(0x900_0000)).as("a device").isEqualTo(Errno.EINVAL);
        assertThat(ipa(RAM + 64)).isEqualTo(Errno.OK);
        assertThat(ipa(RAM + 128)).isEqualTo(Errno.EEXIST);
        assertThat(ipa(RAM + 1)).as("alignment comes first").isEqualTo(Errno.EINVAL);
        assertThat(lpt.get(0, LptDevice.IPA).value()).isEqualTo(RAM + 64);
    }

    @Test
    void theFrequencyIsNotZeroFitsIn32BitsAndIsSetOnce() {
        assertThat(frequency(0)).isEqualTo(Errno.EINVAL);
        assertThat(frequency(1L << 32)).isEqualTo(Errno.EINVAL);
        assertThat(frequency((1L << 32) - 1)).isEqualTo(Errno.OK);
        assertThat(frequency(100_000_000)).isEqualTo(Errno.EEXIST);
        assertThat(lpt.get(0, LptDevice.FREQ).value()).isEqualTo((1L << 32) - 1);
    }

    @Test
    void oneWithoutTheOtherIsAnErrorOfTheFirstRun() {
        assertThat(lpt.check()).isEqualTo(Errno.OK);
        ipa(RAM);
        assertThat(lpt.check()).isEqualTo(Errno.EINVAL);
        frequency(100_000_000);
        assertThat(lpt.check()).isEqualTo(Errno.OK);
        LptDevice other = new LptDevice(bench, Frequency.ofMegahertz(1_000), Rounding.DOWN);
        other.set(LptDevice.GROUP, LptDevice.FREQ, 100_000_000);
        assertThat(other.check()).isEqualTo(Errno.EINVAL);
    }

    @Test
    void aStructureThatPromisesAnotherFrequencyIsAnErrorOfTheFirstRun() {
        ipa(RAM);
        frequency(100_000_000);
        lpt.update();
        LptDevice next = new LptDevice(bench, Frequency.ofMegahertz(1_000), Rounding.DOWN);
        next.set(LptDevice.GROUP, LptDevice.IPA, RAM);
        next.set(LptDevice.GROUP, LptDevice.FREQ, 50_000_000);
        assertThat(next.check()).isEqualTo(Errno.EFAULT);
    }

    @Test
    void theStructureIsWhatTheSeriesSays() {
        ipa(RAM);
        frequency(100_000_000);
        assertThat(lpt.isThere()).isFalse();
        lpt.update();
        assertThat(lpt.isThere()).isTrue();
        assertThat(bench.memory().load32(RAM)).as("revision").isZero();
        assertThat(bench.memory().load32(RAM + 4)).as("attributes").isZero();
        assertThat(bench.memory().load64(RAM + 8)).as("sequence number").isEqualTo(2);
        assertThat(bench.memory().load32(RAM + 16)).as("native frequency").isEqualTo(1_000_000_000);
        assertThat(bench.memory().load32(RAM + 20)).as("guest's frequency").isEqualTo(100_000_000);
        assertThat(bench.memory().load64(RAM + 24)).isEqualTo(0x0cccccccccccccccL);
        assertThat(bench.memory().load64(RAM + 32)).isEqualTo(0xa000000000000000L);
        assertThat(bench.memory().load32(RAM + 40)).isEqualTo(63);
        assertThat(bench.memory().load32(RAM + 44)).isEqualTo(60);
    }

    @Test
    void itIsWrittenOncePerHostAndTheSequenceNumberIsNeverOdd() {
        ipa(RAM);
        frequency(100_000_000);
        lpt.update();
        lpt.update();
        assertThat(bench.memory().load64(RAM + 8)).isEqualTo(2);
        LptDevice next = new LptDevice(bench, Frequency.ofMegahertz(25), Rounding.DOWN);
        next.set(LptDevice.GROUP, LptDevice.IPA, RAM);
        next.set(LptDevice.GROUP, LptDevice.FREQ, 100_000_000);
        next.update();
        assertThat(bench.memory().load64(RAM + 8)).isEqualTo(4);
        assertThat(bench.memory().load32(RAM + 16)).isEqualTo(25_000_000);
    }

    @Test
    void discoverySucceedsOnlyOnceTheStructureIsThere() {
        BenchGuest guest = Fixture.configured(Fixture.LPT, "100 MHz");
        assertThat(Fixture.call(guest, Fixture.PV_TIME_FEATURES, Fixture.PV_TIME_LPT))
                .isEqualTo(-1);
        assertThat(Fixture.call(guest, Fixture.PV_TIME_LPT, 0)).isEqualTo(-1);
        guest.run(0);
        assertThat(Fixture.call(guest, Fixture.PV_TIME_FEATURES, Fixture.PV_TIME_LPT))
                .isZero();
        assertThat(Fixture.call(guest, Fixture.PV_TIME_LPT, 0)).isEqualTo(Fixture.STRUCTURE);
    }

    /** The test replaces the one for stolen time, so a guest is told of what it does not have. */
    @ParameterizedTest
    @CsvSource({"lpt, 0", "own, -1"})
    void discoveryOfStolenTimeIsTakenOver(String discovery, long answer) {
        BenchGuest guest =
                Fixture.host("100 MHz").create(Fixture.LPT.with("st_discovery", discovery), java.util.Optional.empty());
        guest.vm().configure();
        guest.run(0);
        assertThat(Fixture.call(guest, Fixture.PV_TIME_FEATURES, 0xc500_0021)).isEqualTo(answer);
        assertThat(Fixture.call(guest, 0xc500_0021, 0)).isEqualTo(-1);
    }

    @Test
    void aVmmThatForgetsTheFrequencyCannotRunTheVm() {
        LptOptions options = org.foliot.api.extension.OptionSchema.of(LptOptions.class)
                .instantiate(java.util.Map.of(), org.foliot.api.extension.KernelRelease.DEFAULT);
        KvmLptMachine machine = new KvmLptMachine(options, bench.facts(), bench, java.util.Optional.empty());
        machine.lpt().set(LptDevice.GROUP, LptDevice.IPA, RAM);
        assertThatIllegalStateException().isThrownBy(() -> machine.enter(0, 0)).withMessageContaining("EINVAL");
    }
}
