package org.foliot.hypervisor.arm64;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.host.Implementation;
import org.foliot.api.host.ProcessorFeatures.Field;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.hypervisor.HypervisorOffer;
import org.foliot.api.hypervisor.Registers;
import org.foliot.testkit.Bench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Target implementations: what the VMM answers, and what KVM offers a VMM of each release. */
class TargetListTest {
    private static final List<Implementation> TARGETS =
            List.of(new Implementation(0x413fd0c1L, 0, 1), new Implementation(0x411fd401L, 2, 3));

    private final FirmwareBitmap services = new FirmwareBitmap(true, true);
    private final TargetList list = new TargetList(services, TARGETS);
    private final Registers registers = new Registers();

    private boolean ask(int function, long argument) {
        return list.answer(function, registers.call(Smccc.register(function), argument, 0, 0));
    }

    @Test
    void nothingIsAnsweredUntilTheVmmWantsBothCalls() {
        assertThat(services.get(FirmwareBitmap.VENDOR_HYP_2).value()).isZero();
        assertThat(ask(Smccc.DISCOVER_IMPL_VER, 0)).isFalse();
        assertThat(services.set(FirmwareBitmap.VENDOR_HYP_2, 0b01, false)).isEqualTo(Errno.OK);
        assertThat(ask(Smccc.DISCOVER_IMPL_VER, 0)).isFalse();
    }

    @Test
    void theRegisterHasTwoBitsAndIsThereIfTheKernelHasIt() {
        assertThat(services.set(FirmwareBitmap.VENDOR_HYP_2, 0b100, false)).isEqualTo(Errno.EINVAL);
        assertThat(services.set(FirmwareBitmap.VENDOR_HYP_2, 0b11, true)).isEqualTo(Errno.EBUSY);
        assertThat(new FirmwareBitmap(true, false).set(FirmwareBitmap.VENDOR_HYP_2, 0b11, false))
                .isEqualTo(Errno.ENOENT);
        assertThat(new FirmwareBitmap(true, false)
                        .get(FirmwareBitmap.VENDOR_HYP_2)
                        .error())
                .isEqualTo(Errno.ENOENT);
    }

    @Test
    void versionAndNumberComeFirstThenOneByOne() {
        services.set(FirmwareBitmap.VENDOR_HYP_2, FirmwareBitmap.DISCOVER_IMPL, false);
        assertThat(ask(Smccc.DISCOVER_IMPL_VER, 0)).isTrue();
        assertThat(results()).containsExactly(Smccc.SUCCESS, 0x1_0000, 2, 0);
        assertThat(ask(Smccc.DISCOVER_IMPL_CPUS, 1)).isTrue();
        assertThat(results()).containsExactly(Smccc.SUCCESS, 0x411fd401L, 2, 3);
        for (long beyond : new long[] {2, -1, Long.MIN_VALUE}) {
            assertThat(ask(Smccc.DISCOVER_IMPL_CPUS, beyond)).isTrue();
            assertThat(results()).containsExactly(Smccc.INVALID_PARAMETER, 0, 0, 0);
        }
        assertThat(ask(Smccc.PV_TIME_FEATURES, 0)).isFalse();
    }

    private long[] results() {
        return new long[] {registers.x(0), registers.x(1), registers.x(2), registers.x(3)};
    }

    private static HypervisorOffer offer(String release, Map<String, String> settings) {
        KernelRelease kernel = KernelRelease.parse(release);
        return KvmOffer.of(
                "kvm",
                OptionSchema.of(KvmOptions.class).instantiate(settings, kernel),
                new Bench(Bench.Setup.DEFAULT.withRelease(release)).facts());
    }

    @ParameterizedTest
    @CsvSource({
        "5.4,  false, false, false",
        "6.6,  false, false, false",
        "6.7,  true,  false, false",
        "6.11, true,  false, false",
        "6.12, true,  true,  false",
        "6.15, true,  true,  true"
    })
    void whatCanBeLoweredAndToldDependsOnTheRelease(String release, boolean features, boolean ctr, boolean targets) {
        HypervisorOffer offer = offer(release, Map.of());
        assertThat(offer.lowerable()).contains(Field.SVE, Field.MTE).doesNotContain(Field.L1IP);
        assertThat(offer.lowerable().contains(Field.ATOMIC)).isEqualTo(features);
        assertThat(offer.lowerable().containsAll(Set.of(Field.DIC, Field.IDC, Field.DMINLINE, Field.IMINLINE)))
                .isEqualTo(ctr);
        assertThat(offer.targetImplementations()).isEqualTo(targets);
        assertThat(offer.writableImplementation()).isFalse();
    }

    @Test
    void toWriteMidrTakesAKernelThatGrantsIt() {
        Map<String, String> asking = Map.of("writable_imp_id_regs", "on");
        assertThat(offer("6.14", asking).writableImplementation()).isFalse();
        assertThat(offer("6.15", asking).writableImplementation()).isTrue();
    }

    @Test
    void stolenTimeIsOfferedAsTheDeviceDoes() {
        assertThat(offer("5.4", Map.of()).structureRevision()).isEmpty();
        assertThat(offer("6.12", Map.of()).structureRevision()).hasValue(0);
        assertThat(offer("6.12", Map.of("revision", "1")).structureRevision()).isEmpty();
        assertThat(offer("6.12", Map.of("revision", "1", "revision_zero", "on")).structureRevisions())
                .containsExactly(0, 1);
        assertThat(offer("6.12", Map.of("revision", "1", "ask_revision", "on")).structureRevision())
                .hasValue(1);
    }
}
