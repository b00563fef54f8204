package org.foliot.api.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.foliot.api.extension.OptionDescriptor;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.host.ProcessorFeatures.Field;
import org.junit.jupiter.api.Test;

class ProcessorFeaturesTest {
    @Test
    void everyOptionIsAFieldInTheSameOrder() {
        assertThat(OptionSchema.of(ProcessorFeatures.class).options())
                .extracting(OptionDescriptor::name)
                .isEqualTo(Field.all().stream().map(Field::word).toList());
        assertThat(Field.all()).allSatisfy(f -> assertThat(Field.of(f.word())).isEqualTo(f));
        assertThat(OptionSchema.of(ProcessorFeatures.class).options()).allSatisfy(o -> assertThat(o.documentation())
                .contains(Field.of(o.name()).register().replaceFirst("^ID_AA64\\w+\\.", "")));
    }

    @Test
    void aFieldIsChangedAndNoOther() {
        for (Field field : Field.all()) {
            ProcessorFeatures changed = ProcessorFeatures.DEFAULT.with(Map.of(field, 15));
            for (Field other : Field.all()) {
                assertThat(changed.get(other)).isEqualTo(other == field ? 15 : ProcessorFeatures.DEFAULT.get(other));
            }
        }
        assertThatThrownBy(() -> ProcessorFeatures.DEFAULT.with(Map.of(Field.SVE, 16)))
                .hasMessage("ID_AA64PFR0_EL1.SVE cannot be 16");
    }

    @Test
    void whatTwoHaveInCommonIsTheLowerButForWhatIsComparedExactly() {
        ProcessorFeatures one = ProcessorFeatures.DEFAULT.with(Map.of(Field.SVE, 1, Field.ATOMIC, 1, Field.L1IP, 2));
        ProcessorFeatures common = one.common(ProcessorFeatures.DEFAULT);
        assertThat(common.sve()).isZero();
        assertThat(common.atomic()).isEqualTo(1);
        assertThat(common.l1ip()).isEqualTo(2);
    }

    @Test
    void aRangeOfMidrIsOfRevisionsOfOneModel() {
        assertThat(Implementation.isInRange(0x413fd0c1L, 0x410fd0c0L, 0x413fd0c1L))
                .isTrue();
        assertThat(Implementation.isInRange(0x414fd0c0L, 0x410fd0c0L, 0x413fd0c1L))
                .isFalse();
        assertThat(Implementation.isInRange(0x412fd0cfL, 0x410fd0c0L, 0x413fd0c1L))
                .isTrue();
        assertThat(Implementation.isInRange(0x411fd0b0L, 0x410fd0c0L, 0x413fd0c1L))
                .isFalse();
    }
}
