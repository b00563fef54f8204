package org.foliot.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.foliot.program.study.PointProgram;
import org.foliot.program.study.Repetition;
import org.junit.jupiter.api.Test;

/** Compiling is dear: nobody does it twice. */
class KeptProgramsTest {
    private final ConcurrentLinkedQueue<Long> compiled = new ConcurrentLinkedQueue<>();
    private final StudyPlan plan = SmallStudies.plan(SmallStudies.over(List.of(3), Repetition.times(1)), 1);
    private final KeptPrograms programs = new KeptPrograms(n -> {
        compiled.add(n);
        return plan.program(n);
    });

    @Test
    void threadsThatWantTheSameProgramCompileItOnce() throws Exception {
        int threads = 4;
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<PointProgram>> found = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                found.add(pool.submit(() -> {
                    start.await();
                    return programs.apply(1);
                }));
            }
            for (Future<PointProgram> each : found) {
                assertThat(each.get()).isSameAs(programs.apply(1));
            }
        } finally {
            pool.shutdown();
        }
        assertThat(compiled).containsExactly(1L);
    }

    @Test
    void whatPlanningHasCompiledIsNotCompiledAgain() {
        PointProgram planned = plan.program(2);
        programs.keep(2, planned);

        assertThat(programs.apply(2)).isSameAs(planned);
        assertThat(compiled).isEmpty();
    }
}
