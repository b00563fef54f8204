package org.foliot.api.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.foliot.api.extension.ExtensionKind;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.guest.FirmwareOptions;
import org.foliot.api.guest.GuestKernelOptions;
import org.foliot.api.host.HostKernelOptions;
import org.foliot.api.observation.Metric;
import org.foliot.api.observation.Metrics;
import org.foliot.api.observation.ObservationKind;
import org.foliot.api.observation.Observations;
import org.junit.jupiter.api.Test;

/** The tables of events, metrics, observations and kernel settings hold together. */
class CatalogueTest {
    @Test
    void everyEventHasSettingsThatCanBeRead() {
        assertThat(Events.all()).allSatisfy(event -> {
            OptionSchema.of(event.options());
            assertThat(ExtensionKind.isId(event.verb())).isTrue();
            assertThat(event.targets()).isNotEmpty();
            assertThat(event.documentation()).endsWith(".");
            assertThat(event.clauses()).extracting(Clause::preposition).doesNotHaveDuplicates();
        });
    }

    @Test
    void verbsAreUnique() {
        assertThat(Events.all()).extracting(EventKind::verb).doesNotHaveDuplicates();
    }

    @Test
    void aMetricIsUniqueForItsSubject() {
        assertThat(Metrics.all()).extracting(m -> m.subject() + " " + m.name()).doesNotHaveDuplicates();
        assertThat(Metrics.all()).extracting(Metric::documentation).allSatisfy(d -> assertThat(d)
                .endsWith("."));
    }

    @Test
    void observationNamesAreUniqueBecauseFingerprintsHoldThem() {
        assertThat(Observations.all()).extracting(ObservationKind::name).doesNotHaveDuplicates();
    }

    @Test
    void kernelAndFirmwareSettingsCanBeRead() {
        assertThat(OptionSchema.of(HostKernelOptions.class).options()).isNotEmpty();
        assertThat(OptionSchema.of(GuestKernelOptions.class).options()).isNotEmpty();
        assertThat(OptionSchema.of(FirmwareOptions.class).options()).isNotEmpty();
    }
}
