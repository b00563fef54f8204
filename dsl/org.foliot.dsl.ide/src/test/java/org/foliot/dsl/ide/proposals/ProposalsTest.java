package org.foliot.dsl.ide.proposals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.xtext.ide.editor.contentassist.ContentAssistEntry;
import org.foliot.dsl.ide.Editor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is proposed where; the bar is the cursor. */
class ProposalsTest {
    private static final ExecutorService POOL = Executors.newSingleThreadExecutor();

    private static final String WORLD = """
            param limit = 5 ms
            param ram = 2 GiB
            host src { cpus 4  group tenants { weight 100 }  task hog[3] { busy } }
            host dst like src { }
            /** The web shop. */
            guest web on src { vcpus 2  pvtime userspace { at 0x1020000 }  process nginx { busy } }
            """;

    @AfterAll
    static void stop() {
        POOL.shutdown();
    }

    private static List<ContentAssistEntry> at(String text) {
        Editor.Open open = Editor.open(text);
        return Editor.service(Proposals.class).at(open.file(), open.cursor(), POOL);
    }

    private static List<String> texts(String text) {
        return at(text).stream().map(ContentAssistEntry::getProposal).toList();
    }

    private static ContentAssistEntry one(String text, String proposal) {
        return at(text).stream()
                .filter(e -> e.getProposal().equals(proposal))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void idsOfWhatIsInstalledWithTheirBundles() {
        assertThat(texts("host a { hypervisor | }")).containsExactly("kvm", "demanding");
        assertThat(texts(WORLD + "guest g on src { pvtime | }")).contains("host_kernel", "userspace", "none");
        assertThat(one("host a { scheduler | }", "eevdf").getDescription())
                .isEqualTo("host scheduler, org.foliot.scheduler.eevdf 0.1.0");
    }

    @Test
    void aPrefixNarrowsAndIsReplaced() {
        assertThat(texts(WORLD + "guest g on src { pvtime us| }")).containsExactly("userspace");
        assertThat(one(WORLD + "guest g on src { pvtime us| }", "userspace").getPrefix())
                .isEqualTo("us");
    }

    @Test
    void optionsOfABlockThatAreNotSetYetWithTypeDefaultRangeAndSource() {
        ContentAssistEntry tick = one("host a { kernel 6.12 { sched_info on  | } }", "tick");

        assertThat(tick.getDescription()).isEqualTo("a frequency such as 250 Hz, default 250 Hz");
        assertThat(tick.getDocumentation()).contains("`100 Hz` to `1 kHz`", "a host kernel");
        assertThat(texts("host a { kernel 6.12 { sched_info on  | } }")).doesNotContain("sched_info");
        assertThat(texts("host a { hypervisor kvm { | } }"))
                .contains("steal_update")
                .doesNotContain("tick");
    }

    @Test
    void valuesOfAnOption() {
        assertThat(texts("host a { kernel 6.12 { sched_info | } }")).contains("on", "off");
        assertThat(texts("host a { hypervisor kvm { steal_update | } }")).hasSizeGreaterThan(1);
        assertThat(texts("host a { kernel 6.12 { tick | } }")).contains("250 Hz", "100 Hz", "1 kHz");
    }

    @Test
    void unitsOfWhatIsMeasured() {
        assertThat(texts("host a { counter 100 | }")).contains("MHz", "GHz").doesNotContain("ms", "KiB");
        assertThat(texts("host a { kernel 6.12 { tick 250 | } }")).startsWith("Hz", "kHz");
        assertThat(texts(WORLD + "timeline { at 2 | }")).contains("ms", "s").doesNotContain("MHz");
    }

    @Test
    void parametersThatFit() {
        assertThat(texts(WORLD + "timeline { at | }")).contains("limit").doesNotContain("ram");
        assertThat(texts(WORLD + "guest g on src { memory | }")).contains("ram").doesNotContain("limit");
    }

    @Test
    void eventsWithTheirMeaning() {
        assertThat(texts(WORLD + "timeline { at 1 s | }")).contains("migrate", "pause", "end");
        assertThat(one(WORLD + "timeline { at 1 s mig| }", "migrate").getDocumentation())
                .contains("Moves a running guest to another host.", "**to** the name of a host, needed");
    }

    @Test
    void targetsThatTheEventCanActOn() {
        assertThat(texts(WORLD + "timeline { at 1 s migrate | }")).containsExactly("web");
        assertThat(texts(WORLD + "timeline { at 1 s upgrade | }")).containsExactly("src", "dst");
    }

    @Test
    void whatAnEventCanBeSaidWith() {
        assertThat(texts(WORLD + "timeline { at 1 s migrate web | }"))
                .contains("to")
                .doesNotContain("for", "on");
        assertThat(texts(WORLD + "timeline { at 1 s migrate web to | }")).contains("src", "dst");
        assertThat(texts(WORLD + "timeline { at 1 s pause web for | }")).contains("10 ms", "limit");
    }

    @Test
    void pathsAndMetrics() {
        assertThat(texts(WORLD + "expect { always web.| }")).contains("vcpu[*]", "nginx", "clock_error");
        assertThat(texts(WORLD + "expect { always web.vcpu[0].| }"))
                .contains("stolen")
                .doesNotContain("clock_error");
        assertThat(one(WORLD + "expect { always web.vcpu[0].sto| }", "stolen").getDocumentation())
                .contains("Stolen time as the structure in guest memory shows it.");
    }

    @Test
    void numbersOfProcessorsAndVcpus() {
        assertThat(texts(WORLD + "expect { always web.vcpu[|].stolen = 0 s }"))
                .contains("0", "1")
                .doesNotContain("2");
        assertThat(texts(WORLD + "guest g on src { vcpus 1 on cpu | }"))
                .contains("0", "3")
                .doesNotContain("4");
    }

    @Test
    void namesWithTheirDocumentation() {
        assertThat(one(WORLD + "guest g like | { }", "web").getDocumentation()).isEqualTo("The web shop.");
        assertThat(texts(WORLD + "guest g on src { group | }")).contains("tenants");
    }

    @Test
    void wholeStatements() {
        assertThat(at("|"))
                .filteredOn(e -> e.getKind().equals(ContentAssistEntry.KIND_SNIPPET))
                .extracting(ContentAssistEntry::getLabel)
                .contains("scenario", "host", "host like", "guest", "timeline", "expect");
        assertThat(one("ho|", "host").getKind()).isEqualTo(ContentAssistEntry.KIND_KEYWORD);
    }

    @Test
    void methodsOfIntervals() {
        assertThat(texts("study a of s { intervals by | }")).containsExactly("student", "percentile", "bca");
    }

    @Test
    void releasesThatMakeADifference() {
        assertThat(texts("host a { kernel | }")).contains("6.12", "5.10");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host |",
                "host a { | ",
                "host a { hypervisor kvm { steal_update | ",
                "host a { kernel 6.12 { tick 25|0 Hz } }",
                "timeline { at 1 s pause nobody | }",
                "expect { always nobody.| }",
                "} | {",
                "host a { cpus 4 } garbage |",
                "guest g on nowhere { group | }",
                "host a { /* | */ }",
                "import \"|",
                "expect { at end ( | }"
            })
    void brokenTextIsNoReasonToFail(String text) {
        assertThat(at(text)).isNotNull();
    }

    @Test
    void whatStandsFarAboveDoesNotMatter() {
        assertThat(Surroundings.of("host a { cpus 4 }\ntimeline { at 1 s pause web  at 2 s end\n  at 3 s "))
                .isEqualTo("timeline { at 3 s ");
        assertThat(Surroundings.of("host a { kernel 6.12 { at 1 } } guest g { x \"} host b {\" /* host c */ "))
                .isEqualTo("guest g { x \"} host b {\" /* host c */ ");
        assertThat(Surroundings.of("hos")).isEqualTo("hos");
    }
}
