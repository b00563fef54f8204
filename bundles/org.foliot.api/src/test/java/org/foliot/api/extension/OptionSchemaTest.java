package org.foliot.api.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.foliot.api.extension.Option.ByRelease;
import org.foliot.time.Address;
import org.foliot.time.Duration;
import org.junit.jupiter.api.Test;

class OptionSchemaTest {
    enum Update {
        CACHED,
        READ_BACK
    }

    record Sample(
            @Option(doc = "where", value = "0x1020000") Address at,

            @Option(doc = "how long", value = "10 ms", min = "1 us", max = "1 s")
            Duration slice,

            @Option(
                    doc = "how",
                    value = "cached",
                    byRelease = @ByRelease(from = "5.10", value = "read_back", commit = "3f964021"))
            Update stealUpdate,

            @Option(doc = "how many", value = "4", min = "0")
            int retries,

            @Option(doc = "whether", value = "on") boolean adjust,
            @Option(doc = "name", value = "x") String label) {}

    private static final KernelRelease OLD = new KernelRelease(5, 8);
    private static final KernelRelease NEW = new KernelRelease(6, 12);

    private final OptionSchema<Sample> schema = OptionSchema.of(Sample.class);

    @Test
    void namesAreWrittenInSnakeCase() {
        assertThat(schema.options())
                .extracting(OptionDescriptor::name)
                .containsExactly("at", "slice", "steal_update", "retries", "adjust", "label");
    }

    @Test
    void defaultsFollowTheKernelRelease() {
        assertThat(schema.instantiate(Map.of(), OLD).stealUpdate()).isEqualTo(Update.CACHED);
        assertThat(schema.instantiate(Map.of(), new KernelRelease(5, 10)).stealUpdate())
                .isEqualTo(Update.READ_BACK);
        assertThat(schema.instantiate(Map.of(), NEW).stealUpdate()).isEqualTo(Update.READ_BACK);
    }

    @Test
    void aSettingWinsOverTheRelease() {
        assertThat(schema.instantiate(Map.of("steal_update", "cached"), NEW))
                .isEqualTo(new Sample(new Address(0x1020000), Duration.ofMillis(10), Update.CACHED, 4, true, "x"));
    }

    @Test
    void valuesAreReadAsAScenarioWritesThem() {
        assertThat(schema.parse("slice", "250 us")).isEqualTo(Duration.ofMicros(250));
        assertThat(schema.parse("adjust", "off")).isEqualTo(false);
        assertThat(schema.parse("retries", "0x10")).isEqualTo(16);
        assertThat(schema.parse("label", "any text")).isEqualTo("any text");
    }

    @Test
    void limitsHold() {
        assertThatThrownBy(() -> schema.parse("slice", "2 s"))
                .isInstanceOf(OptionException.class)
                .hasMessage("slice: 2 s is above the largest value, 1 s");
        assertThatThrownBy(() -> schema.parse("retries", "-1"))
                .hasMessage("retries: -1 is below the smallest value, 0");
    }

    @Test
    void messagesSayWhatWouldBeRight() {
        assertThatThrownBy(() -> schema.parse("steal_update", "never"))
                .hasMessage("steal_update: never is not one of cached, read_back");
        assertThatThrownBy(() -> schema.parse("adjust", "yes")).hasMessage("adjust: yes is not on or off");
        assertThatThrownBy(() -> schema.parse("nothing", "1"))
                .hasMessage("there is no option nothing; there are at, slice, steal_update, retries, adjust, label");
        assertThatThrownBy(() -> schema.instantiate(Map.of("nothing", "1"), NEW))
                .isInstanceOf(OptionException.class);
    }

    @Test
    void leadingZerosAreDecimal() {
        assertThat(schema.parse("retries", "010")).isEqualTo(10);
    }

    record Undocumented(int x) {}

    record WrongType(@Option(doc = "x") Object x) {}

    record WrongDefault(
            @Option(doc = "x", value = "3", max = "2") int x) {}

    record Required(@Option(doc = "x") int x) {}

    @Test
    void aWrongDeclarationIsRefusedWithTheComponentItConcerns() {
        assertThatThrownBy(() -> OptionSchema.of(Undocumented.class))
                .hasMessageContaining("Undocumented")
                .hasMessageContaining("needs @Option");
        assertThatThrownBy(() -> OptionSchema.of(WrongType.class)).hasMessageContaining("java.lang.Object");
        assertThatThrownBy(() -> OptionSchema.of(WrongDefault.class))
                .hasMessageContaining("the default of x: 3 is above the largest value, 2");
    }

    @Test
    void anOptionWithoutDefaultMustBeSet() {
        OptionSchema<Required> required = OptionSchema.of(Required.class);
        assertThatThrownBy(() -> required.instantiate(Map.of(), NEW)).hasMessage("option x must be set");
        assertThat(required.instantiate(Map.of("x", "5"), NEW).x()).isEqualTo(5);
    }

    record Common(
            @Option(doc = "common", value = "7") int shared,
            @Option(doc = "common too", value = "on") boolean both) {}

    record Grouped(
            @Option(doc = "own", value = "1") int own,
            @OptionGroup Common common,
            @Option(doc = "last", value = "2") int last) {}

    @Test
    void optionsOfAGroupStandAmongTheOthers() {
        OptionSchema<Grouped> grouped = OptionSchema.of(Grouped.class);
        assertThat(grouped.options())
                .extracting(OptionDescriptor::name)
                .containsExactly("own", "shared", "both", "last");
        assertThat(grouped.instantiate(Map.of("shared", "9", "last", "3"), NEW))
                .isEqualTo(new Grouped(1, new Common(9, true), 3));
        assertThat(grouped.parse("both", "off")).isEqualTo(false);
    }

    record Twice(
            @Option(doc = "own", value = "1") int shared,
            @OptionGroup Common common) {}

    record NoGroup(@OptionGroup int number) {}

    @Test
    void groupsThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> OptionSchema.of(Twice.class))
                .isInstanceOf(OptionException.class)
                .hasMessageEndingWith("Twice has two options shared");
        assertThatThrownBy(() -> OptionSchema.of(NoGroup.class))
                .isInstanceOf(OptionException.class)
                .hasMessageEndingWith("the component number has @OptionGroup, but its type is not a record");
    }
}
