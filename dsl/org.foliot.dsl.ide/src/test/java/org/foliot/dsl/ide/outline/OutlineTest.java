package org.foliot.dsl.ide.outline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.eclipse.xtext.resource.XtextResource;
import org.foliot.dsl.ide.Editor;
import org.foliot.dsl.ide.lenses.Lens;
import org.foliot.dsl.ide.lenses.Lenses;
import org.junit.jupiter.api.Test;

class OutlineTest {
    private static String drawn(List<OutlineNode> nodes, String indent) {
        StringBuilder text = new StringBuilder();
        nodes.forEach(n -> text.append(indent)
                .append(n.kind())
                .append(' ')
                .append(n.name())
                .append(n.detail().isEmpty() ? "" : " | " + n.detail())
                .append('\n')
                .append(drawn(n.children(), indent + "  ")));
        return text.toString();
    }

    private static final String TEXT = """
        scenario lost origin "a mail"
        param down = 300 ms
        host src {
            cpus 4
            hypervisor kvm { steal_update cached }
            task hog[3] { busy }
        }
        host dst like src { }
        guest web on src { vcpus 2  process nginx { run 1 ms every 10 ms } }
        timeline {
            at 1 s migrate web to dst { downtime down }
            every 1 s { pause web for 1 ms  swap_out web.vcpu[0] }
            at 9 s end
        }
        expect { always web.vcpu[*].stolen nondecreasing }
        study cost of lost { vary down in 10 ms, 300 ms }
        """;

    @Test
    void aFileWithItsValues() {
        assertThat(drawn(new Outline().of(Editor.open(TEXT).file()), "")).isEqualTo("""
            SCENARIO lost | a mail
            PARAMETER down | 300 ms
            HOST src
              PROPERTY cpus | 4
              EXTENSION hypervisor | kvm { steal_update cached }
              TASK hog[3] | busy
            HOST dst | like src
            GUEST web | on src
              PROPERTY vcpus | 2
              PROCESS nginx | run 1 ms every 10 ms
            TIMELINE timeline
              EVENT at 1 s | migrate web to dst { downtime down }
              EVENT every 1 s | 2 events
              EVENT at 9 s | end
            EXPECTATIONS expect
              EXPECTATION always | web.vcpu[*].stolen nondecreasing
            STUDY cost
              PROPERTY vary | down in 10 ms, 300 ms
            """);
    }

    @Test
    void theNameIsInsideOfTheElement() {
        for (OutlineNode node : new Outline().of(Editor.open(TEXT).file())) {
            assertThat(node.region().contains(node.nameRegion()))
                    .as(node.name())
                    .isTrue();
        }
    }

    @Test
    void aSyntaxErrorLeavesWhatIsAroundIt() {
        XtextResource file = Editor.open("host a { cpus 4 }\nhost b { cpus }\nguest g on a { vcpus 2 ")
                .file();

        assertThat(new Outline().of(file)).extracting(OutlineNode::name).startsWith("a", "b");
        assertThat(new Outline().of(Editor.open("}}}{").file())).isEmpty();
    }

    @Test
    void aScenarioCanBeRunAndItsExpectationsHaveALine() {
        List<Lens> lenses = new Lenses().of(Editor.open(TEXT).file());

        assertThat(lenses).extracting(Lens::kind).containsExactly(Lens.Kind.RUN, Lens.Kind.EXPECTATION);
        assertThat(lenses.get(0).region().getOffset()).isZero();
        assertThat(new Lenses().of(Editor.open("host part { }").file())).isEmpty();
    }
}
