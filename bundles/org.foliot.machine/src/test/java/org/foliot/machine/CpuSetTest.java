package org.foliot.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CpuSetTest {
    private static final int CPUS = 4096;

    /** Positive numbers are added, negative ones removed, 0 takes the lowest. */
    @Property
    void behavesAsASetThatGivesItsLowestFirst(
            @ForAll @Size(max = 60) List<@IntRange(min = -CPUS + 1, max = CPUS - 1) Integer> deeds) {
        CpuSet set = new CpuSet(CPUS);
        PendingCpus pending = new PendingCpus(CPUS);
        TreeSet<Integer> model = new TreeSet<>();
        for (int deed : deeds) {
            if (deed > 0) {
                set.add(deed);
                pending.add(deed);
                model.add(deed);
            } else if (deed < 0) {
                set.remove(-deed);
                pending.remove(-deed);
                model.remove(-deed);
            } else {
                int lowest = model.isEmpty() ? -1 : model.pollFirst();
                assertThat(set.takeLowest()).isEqualTo(lowest);
                assertThat(pending.takeLowest()).isEqualTo(lowest);
            }
            assertThat(set.isEmpty()).isEqualTo(model.isEmpty());
            assertThat(set.contains(Math.abs(deed))).isEqualTo(model.contains(Math.abs(deed)));
        }
        for (int cpu : model) {
            assertThat(set.takeLowest()).isEqualTo(cpu);
            assertThat(pending.takeLowest()).isEqualTo(cpu);
        }
        assertThat(set.takeLowest()).isEqualTo(-1);
        assertThat(pending.takeLowest()).isEqualTo(-1);
    }

    @Test
    void setsIntersectWhenTheyShareAProcessor() {
        assertThat(CpuSet.affinity(CPUS, List.of(1, 700)).intersects(CpuSet.affinity(CPUS, List.of(2, 700))))
                .isTrue();
        assertThat(CpuSet.affinity(CPUS, List.of(1, 700)).intersects(CpuSet.affinity(CPUS, List.of(2, 701))))
                .isFalse();
        assertThat(CpuSet.affinity(CPUS, List.of())).isNull();
    }
}
