package org.foliot.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.foliot.dsl.resolve.ResolvedStudy.Level;
import org.foliot.program.study.AxisValue;
import org.junit.jupiter.api.Test;

/** The label of a value is what tells it from the other values of its axis. */
class AxisValuesTest {
    private static Level level(String text, Map<String, String> settings) {
        return new Level(text, new TreeMap<>(settings), OptionalLong.empty());
    }

    private static List<String> labels(Level... axis) {
        return AxisValues.of(Arrays.stream(axis).map(List::of).toList()).stream()
                .map(row -> row.get(0).label())
                .toList();
    }

    @Test
    void wordThatStandsOnceKeepsItsSettings() {
        assertThat(labels(level("kvm_lpt", Map.of()), level("kvm", Map.of("counter_traps", "constant"))))
                .containsExactly("kvm_lpt", "kvm { counter_traps constant }");
    }

    @Test
    void settingsTellEqualWordsApart() {
        assertThat(labels(level("kvm", Map.of()), level("kvm", Map.of("counter_traps", "all"))))
                .containsExactly("kvm", "kvm { counter_traps all }");
    }

    @Test
    void settingsThatAllHaveAreLeftOut() {
        assertThat(labels(
                        level("6.12", Map.of("tick", "100 Hz", "paravirt", "on")),
                        level("6.12", Map.of("tick", "250 Hz", "paravirt", "on"))))
                .containsExactly("6.12 { tick 100 Hz }", "6.12 { tick 250 Hz }");
    }

    @Test
    void oneOfManyMaySayLessThanTheOthers() {
        assertThat(labels(
                        level("kvm", Map.of("a", "1")),
                        level("kvm", Map.of("a", "1", "b", "2")),
                        level("kvm", Map.of("a", "1", "b", "2", "c", "3"))))
                .containsExactly("kvm", "kvm { b 2 }", "kvm { b 2 c 3 }");
    }

    @Test
    void whatIsWrittenHasAllSettings() {
        AxisValue value = AxisValues.of(List.of(
                        List.of(level("userspace", Map.of("at", "0x9000000"))),
                        List.of(level("userspace", Map.of("at", "0x9000000", "swapped_out", "never")))))
                .get(0)
                .get(0);

        assertThat(value.label()).isEqualTo("userspace");
        assertThat(value.written()).isEqualTo("userspace { at 0x9000000 }");
    }
}
