package org.foliot.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.foliot.program.study.Grid;
import org.foliot.program.study.Repetition;
import org.foliot.program.study.Study;
import org.foliot.program.study.StudyPoint;

/** A grid is every combination of values that its conditions let through, once, the last axis running fastest. */
class GridTest {
    @Property(tries = 100)
    void gridIsWhatNestedLoopsGive(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 5) Integer> sizes,
            @ForAll @IntRange(min = 1, max = 12) int limit) {
        Study study = SmallStudies.limited(SmallStudies.over(sizes, Repetition.times(1)), limit);
        List<List<Long>> expected = new ArrayList<>();
        loops(sizes, new ArrayList<>(), limit, expected);

        List<StudyPoint> points = new Grid(study).points().toList();

        assertThat(points.stream()
                        .map(p -> p.coordinates().stream()
                                .map(c -> c.value().amount().getAsLong())
                                .toList())
                        .toList())
                .isEqualTo(expected);
        assertThat(new HashSet<>(points)).hasSameSizeAs(points);
        assertThat(points)
                .allSatisfy(p -> assertThat(new Grid(study).at(p.number())).isEqualTo(p));
    }

    private static void loops(List<Integer> sizes, List<Long> before, int limit, List<List<Long>> out) {
        if (before.size() == sizes.size()) {
            out.add(List.copyOf(before));
            return;
        }
        for (long i = 1; i <= sizes.get(before.size()); i++) {
            if (before.isEmpty() || before.get(before.size() - 1) + i <= limit) {
                List<Long> next = new ArrayList<>(before);
                next.add(i);
                loops(sizes, next, limit, out);
            }
        }
    }
}
