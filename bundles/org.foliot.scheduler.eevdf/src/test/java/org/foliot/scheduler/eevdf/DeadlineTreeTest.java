package org.foliot.scheduler.eevdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class DeadlineTreeTest {
    /** The entities of the tree, those with equal deadlines in the order of arrival. */
    private final List<EevdfEntity> model = new ArrayList<>();

    private final DeadlineTree tree = new DeadlineTree();

    @Property(tries = 60)
    void theTreeKnowsWhatAListKnows(@ForAll long seed, @ForAll @IntRange(min = 1, max = 150) int steps) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < steps; i++) {
            if (model.isEmpty() || random.nextInt(5) < 3) {
                EevdfEntity entity = new EevdfEntity(null, i);
                entity.deadline = random.nextInt(50);
                entity.vruntime = random.nextInt(50);
                entity.slice = 1L + random.nextInt(50);
                model.add(entity);
                model.sort(Comparator.comparingLong(e -> e.deadline));
                tree.insert(entity);
            } else if (random.nextInt(4) == 0) {
                EevdfEntity entity = model.get(random.nextInt(model.size()));
                entity.slice = 1L + random.nextInt(50);
                tree.changed(entity);
            } else {
                tree.remove(model.remove(random.nextInt(model.size())));
            }
            check(random.nextInt(60), random.nextInt(60));
        }
    }

    private void check(long average, long deadline) {
        assertThat(tree.isEmpty()).isEqualTo(model.isEmpty());
        assertThat(tree.first()).isSameAs(model.isEmpty() ? null : model.get(0));
        assertThat(tree.minSlice())
                .isEqualTo(model.stream().mapToLong(e -> e.slice).min().orElse(Long.MAX_VALUE));
        long zero = 7;
        long weight = 3;
        long lead = (average - zero) * weight;
        assertThat(tree.firstEligible(zero, weight, lead))
                .isSameAs(model.stream()
                        .filter(e -> e.vruntime <= average)
                        .findFirst()
                        .orElse(null));
        assertThat(tree.minVruntimeBefore(deadline))
                .isEqualTo(model.stream()
                        .filter(e -> e.deadline < deadline)
                        .mapToLong(e -> e.vruntime)
                        .min()
                        .orElse(Long.MAX_VALUE));
    }
}
