package org.foliot.hypervisor.arm64;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.extension.OptionException;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.guest.PvTimeDriver;
import org.foliot.hypervisor.arm64.KvmOptions.FeaturesAnswer;
import org.foliot.hypervisor.arm64.KvmOptions.HotAdd;
import org.foliot.hypervisor.arm64.KvmOptions.RunDelayReads;
import org.foliot.hypervisor.arm64.KvmOptions.StealTime;
import org.foliot.hypervisor.arm64.KvmOptions.StealUpdate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KvmOptionsTest {
    private static KvmOptions options(String release, Map<String, String> settings) {
        return OptionSchema.of(KvmOptions.class).instantiate(settings, KernelRelease.parse(release));
    }

    @ParameterizedTest
    @CsvSource({
        "4.19, false, CACHED,    TWICE, UNCONDITIONAL, false, false",
        "5.4,  false, CACHED,    TWICE, UNCONDITIONAL, false, false",
        "5.5,  true,  CACHED,    TWICE, UNCONDITIONAL, false, false",
        "5.7,  true,  CACHED,    TWICE, UNCONDITIONAL, false, false",
        "5.8,  true,  CACHED,    TWICE, UNCONDITIONAL, true,  false",
        "5.9,  true,  CACHED,    TWICE, UNCONDITIONAL, true,  false",
        "5.10, true,  READ_BACK, ONCE,  CONFIGURED,    true,  false",
        "5.18, true,  READ_BACK, ONCE,  CONFIGURED,    true,  false",
        "5.19, true,  READ_BACK, ONCE,  CONFIGURED,    true,  true",
        "6.12, true,  READ_BACK, ONCE,  CONFIGURED,    true,  true",
        "7.0,  true,  READ_BACK, ONCE,  CONFIGURED,    true,  true",
    })
    void aReleaseImpliesWhatItsKernelDid(
            String release,
            boolean stolenTime,
            StealUpdate stealUpdate,
            RunDelayReads runDelayReads,
            FeaturesAnswer pvtimeFeatures,
            boolean schedInfoCheck,
            boolean firmwareBitmap) {
        KvmOptions options = options(release, Map.of());
        assertThat(options.stolenTime()).isEqualTo(stolenTime);
        assertThat(options.stealUpdate()).isEqualTo(stealUpdate);
        assertThat(options.runDelayReads()).isEqualTo(runDelayReads);
        assertThat(options.pvtimeFeatures()).isEqualTo(pvtimeFeatures);
        assertThat(options.schedInfoCheck()).isEqualTo(schedInfoCheck);
        assertThat(options.firmwareBitmap()).isEqualTo(firmwareBitmap);
    }

    @Test
    void everyOneOfThemCanBeNamedAgainstTheRelease() {
        assertThat(options("6.12", Map.of("steal_update", "cached")).stealUpdate())
                .isEqualTo(StealUpdate.CACHED);
        assertThat(options("5.4", Map.of("stolen_time", "on")).stolenTime()).isTrue();
    }

    @Test
    void whatDoesNotDependOnTheReleaseIsAsInQemuAndTheReleasedInterface() {
        KvmOptions options = options("6.12", Map.of());
        assertThat(options.functions()).isEqualTo(PvTimeDriver.Abi.RELEASED);
        assertThat(options.revision()).isZero();
        assertThat(options.revisionZero()).isFalse();
        assertThat(options.askRevision()).isFalse();
        assertThat(options.kvmStealTime()).isEqualTo(StealTime.ON);
        assertThat(options.kvmNoAdjvtime()).isFalse();
        assertThat(options.hotAdd()).isEqualTo(HotAdd.PARKED);
        assertThat(options.hotAddAddress()).isTrue();
        assertThat(options.hypercall().count()).isEqualTo(752);
    }

    @Test
    void aRevisionIsSmallAndNotNegative() {
        assertThatThrownBy(() -> options("6.12", Map.of("revision", "-1"))).isInstanceOf(OptionException.class);
        assertThatThrownBy(() -> options("6.12", Map.of("revision", "256"))).isInstanceOf(OptionException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, false, true, false", "0, true, true, false", "1, false, false, true", "1, true, true, true"})
    void aKernelProvidesItsRevisionAndPerhapsZero(
            int revision, boolean zero, boolean providesZero, boolean providesOne) {
        KvmOptions options =
                options("6.12", Map.of("revision", Integer.toString(revision), "revision_zero", zero ? "on" : "off"));
        assertThat(options.provides(0)).isEqualTo(providesZero);
        assertThat(options.provides(1)).isEqualTo(providesOne);
        assertThat(options.provides(2)).isFalse();
    }
}
