package org.foliot.dsl.ide.proposals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.xtext.ide.editor.contentassist.ContentAssistEntry;
import org.eclipse.xtext.resource.XtextResource;
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

    private static final String STUDY = "scenario s\n" + WORLD + """
            study a of s {
                vary pvtime of web in { host_kernel, userspace }
                vary limit in 5 ms, 10 ms
                measure cost = web.update_cost
            """;

    private static List<String> inStudy(String clause) {
        return texts(STUDY + clause + "\n}\n");
    }

    @Test
    void whatCanVary() {
        assertThat(inStudy("vary |")).contains("limit", "ram", "pvtime of web", "scheduler of dst");
        assertThat(inStudy("vary web.|")).containsExactly("vcpus", "pvtime", "kernel");
        assertThat(inStudy("vary sched| of src in eevdf")).containsExactly("scheduler");
    }

    @Test
    void valuesOfAxes() {
        assertThat(inStudy("vary pvtime of web in |")).containsExactly("host_kernel", "userspace", "none");
        assertThat(inStudy("vary scheduler of src in { | }")).containsExactly("eevdf");
        assertThat(inStudy("vary kernel of web in { 6.12, |")).contains("5.10", "6.12");
        assertThat(inStudy("vary ram in |")).containsExactly("2 GiB");
        assertThat(inStudy("vary (limit, ram) in (1 ms, |")).containsExactly("2 GiB");
        assertThat(inStudy("vary hypervisor of src in { kvm { | } }")).contains("steal_update");
        assertThat(inStudy("vary ram in 1 | ")).contains("GiB").doesNotContain("ms");
        assertThat(inStudy("vary limit in 1 ms .. 4 ms |")).contains("step", "log");
    }

    @Test
    void whatStudiesAskOf() {
        assertThat(inStudy("chart |")).containsExactly("cost");
        assertThat(inStudy("chart cost by |")).containsExactly("pvtime", "limit");
        assertThat(inStudy("compare cost by pvtime against |")).containsExactly("host_kernel", "userspace");
        assertThat(inStudy("sensitivity of cost by |")).containsExactly("morris", "sobol");
        assertThat(inStudy("seeds |")).containsExactly("common", "independent");
        assertThat(inStudy("distribution |")).containsExactly("responses", "waits");
        assertThat(inStudy("distribution waits of |")).containsExactly("web.vcpu[*]");
        assertThat(inStudy("distribution responses of |")).containsExactly("src.hog", "dst.hog", "web.nginx");
    }

    @Test
    void conditionsOfPointsKnowAxesAndStatisticsAlone() {
        assertThat(inStudy("where |")).containsExactly("not", "web.pvtime", "limit");
        assertThat(inStudy("where web.|")).containsExactly("pvtime");
        assertThat(inStudy("expect { always | }"))
                .contains("mean(cost)", "ci(cost)", "limit")
                .doesNotContain("sum", "elapsed", "web", "ram");
        assertThat(inStudy("expect { always me|(cost) < 1 s }")).contains("mean", "median");
        assertThat(inStudy("expect { always mean(stolen of web.| }")).contains("vcpu[0]");
        assertThat(inStudy("repeat until ci(|")).containsExactly("cost");
        assertThat(inStudy("measure stolen = |")).contains("sum", "elapsed", "web");
    }

    @Test
    void parametersThatHoldSomethingElseAreNotProposed() {
        String words = "param who = userspace\nparam n = 2\nparam since = 6.12\n" + WORLD;
        assertThat(texts(words + "guest g on src { pvtime | }")).contains("who").doesNotContain("n", "limit", "since");
        assertThat(texts(words + "guest g on src { kernel | }"))
                .contains("since")
                .doesNotContain("n", "limit", "who");
        assertThat(texts(words + "guest g on src { vcpus | }")).containsExactly("n");
        assertThat(texts(words + "host h { kernel 6.12 { sched_info | } }")).containsExactly("on", "off");
        assertThat(texts(WORLD + "timeline { at 1 s migrate web to | }")).doesNotContain("cpu");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@|",
                "@guest g on src { pvtime none  | }",
                "@host h { | }",
                "@timeline { | }",
                "@expect { | }",
                "@study a of s { vary limit in 1 ms, 2 ms  measure m = web.elapsed  | }"
            })
    void templatesAreRightAsSoonAsTheyAreWritten(String place) {
        String text = place.replace("@", "scenario s\n" + WORLD);
        List<String> templates = at(text).stream()
                .filter(e -> e.getKind().equals(ContentAssistEntry.KIND_SNIPPET))
                .filter(e -> !e.getLabel().startsWith("vary"))
                .map(ContentAssistEntry::getProposal)
                .toList();

        assertThat(templates).isNotEmpty();
        for (String template : templates) {
            String written = template.replaceAll("\\$\\{\\d+:([^}]*)}", "$1").replace("$0", "");
            XtextResource file = Editor.open(text.replace("|", written)).file();
            EcoreUtil.resolveAll(file);
            assertThat(file.getErrors()).as(written).isEmpty();
        }
    }

    @Test
    void everyTemplateAndKeywordIsExplained() {
        assertThat(at("scenario s\n" + WORLD + "|")).isNotEmpty().allSatisfy(e -> assertThat(e.getDocumentation())
                .as(e.getLabel())
                .isNotEmpty());
        assertThat(one(WORLD + "guest g on src { kernel | }", "6.12").getDocumentation())
                .contains("changed");
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
