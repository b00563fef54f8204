package org.foliot.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foliot.run.scenes.Scene.compare;
import static org.foliot.run.scenes.Scene.near;
import static org.foliot.run.scenes.Scene.on;
import static org.foliot.run.scenes.Scene.time;

import org.foliot.api.workload.Behaviour;
import org.foliot.program.Condition.Relation;
import org.foliot.program.Program;
import org.foliot.run.scenes.Scene;
import org.foliot.run.scenes.TestCatalog;
import org.junit.jupiter.api.Test;

class RunnerTest {
    private static RunResult run(Program program) {
        return new Runner().run(program, 1, TestCatalog.whole(), new RunSettings());
    }

    @Test
    void halfOfTheTimeIsStolenByOneBusyTask() {
        Scene scene = new Scene();
        scene.host("server").hog().add();
        scene.guest("web", "server")
                .vcpu(on(0))
                .process("nginx", new Behaviour.Busy())
                .add();
        scene.conserves("web.vcpu[0]")
                .atEnd(near("100 ms", scene.read("web.vcpu[0].stolen"), time("5 s")))
                .atEnd(near("100 ms", scene.read("web.vcpu[0].running"), time("5 s")))
                .atEnd(compare(
                        scene.read("web.vcpu[0].stolen"), Relation.AT_MOST, scene.read("web.vcpu[0].run_delay")));

        RunResult result = run(scene.until("10 s"));

        assertThat(result.error()).isEmpty();
        assertThat(result.verdicts())
                .allSatisfy(v -> assertThat(v.status()).as(v.toString()).isEqualTo(Verdict.Status.HELD));
        assertThat(result.outcome()).isEqualTo(Outcome.PASSED);
    }
}
