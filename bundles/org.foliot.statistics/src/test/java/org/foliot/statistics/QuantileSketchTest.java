package org.foliot.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;

class QuantileSketchTest {
    @Property(tries = 100)
    void aQuantileIsAsNearAsItSays(
            @ForAll @NotEmpty List<@LongRange(max = 1L << 50) Long> values,
            @ForAll @DoubleRange(max = 1) double probability) {
        QuantileSketch sketch = new QuantileSketch();
        values.forEach(sketch::add);
        List<Long> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        // HdrHistogram counts ranks from the next below the probability, so both neighbours are right.
        int rank = (int) Math.max(1, Math.ceil(probability * sorted.size()));
        long exact = sorted.get(rank - 1);
        long before = sorted.get(Math.max(0, rank - 2));
        double lower = before * (1 - QuantileSketch.RELATIVE_ERROR);
        assertThat((double) sketch.quantile(probability))
                .isBetween(lower - 1, exact * (1 + QuantileSketch.RELATIVE_ERROR) + 1);
    }

    @Property(tries = 100)
    void mergingIsTheSameInAnyOrderAndGroup(
            @ForAll List<@LongRange(max = 1L << 40) Long> values, @ForAll Random random) {
        QuantileSketch whole = new QuantileSketch();
        List<QuantileSketch> parts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            parts.add(new QuantileSketch());
        }
        for (long value : values) {
            whole.add(value);
            parts.get(random.nextInt(parts.size())).add(value);
        }
        Collections.shuffle(parts, random);
        QuantileSketch merged = new QuantileSketch();
        for (QuantileSketch part : parts) {
            merged.merge(QuantileSketch.fromBytes(part.toBytes()));
        }
        assertThat(merged).isEqualTo(whole);
        assertThat(merged.size()).isEqualTo(values.size());
    }

    @Example
    void whatIsWrongIsRefused() {
        assertThatThrownBy(() -> new QuantileSketch().add(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new QuantileSketch().quantile(0.5)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> QuantileSketch.fromBytes(new byte[] {1, 2, 3}))
                .isInstanceOf(IllegalArgumentException.class);
        QuantileSketch sketch = new QuantileSketch();
        sketch.add(1000);
        assertThat((double) sketch.quantile(0.5)).isEqualTo(1000, within(0.0));
        assertThatThrownBy(() -> sketch.quantile(1.1)).isInstanceOf(IllegalArgumentException.class);
    }
}
