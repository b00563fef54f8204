package org.foliot.dsl.ide.hover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.xtext.GrammarUtil;
import org.eclipse.xtext.IGrammarAccess;
import org.foliot.dsl.ide.Editor;
import org.foliot.dsl.ide.meaning.KeywordTexts;
import org.junit.jupiter.api.Test;

/** What is told about the word at the bar. */
class HoversTest {
    private static final String GUEST = """

            /** The web shop. */
            guest web on src { vcpus 2  pvtime userspace { at 0x1020000 }  process nginx[3] { busy } }
            """;

    private static String at(String text) {
        Editor.Open open = Editor.open(text);
        return Editor.service(Hovers.class)
                .at(open.file(), open.cursor())
                .map(Hover::markdown)
                .orElse("");
    }

    @Test
    void aCounterIsWorkedOutExactly() {
        assertThat(at("host a { counter 1|00 MHz }"))
                .isEqualTo("100 MHz → 10 ns per tick; CNTPCT_EL0, with 64 bits, wraps in 5845 years");
        assertThat(at("host a { counter 2|4 MHz }")).startsWith("24 MHz → 41666 and 2/3 ps per tick");
        assertThat(at("host a { counter 1| GHz }")).contains("1 ns per tick", "584 years");
    }

    @Test
    void aTickAndAClockAreNotCounters() {
        assertThat(at("host a { kernel 6.12 { tick 2|50 Hz } }")).isEqualTo("250 Hz → 4 ms from one to the next");
        assertThat(at("host a { clock 2|.5 GHz }")).isEqualTo("2.5 GHz → 400 ps per cycle");
    }

    @Test
    void sizesAndAddresses() {
        assertThat(at("host a { memory 6|4 GiB }")).isEqualTo("64 GiB → 68 719 476 736 bytes");
        assertThat(at("host src { }" + GUEST.replace("0x102", "0|x102"))).isEqualTo("0x1020000 → aligned to 128 KiB");
    }

    @Test
    void aReleaseImpliesOptionsAndSaysSinceWhen() {
        assertThat(at("host a { kernel 5|.8  hypervisor kvm }"))
                .startsWith("**Linux 5.8** implies")
                .contains("- `tick` 250 Hz", "of hypervisor kvm")
                .containsPattern("`[a-z_]+` \\w+, `\\w+` from \\d+\\.\\d+");
        assertThat(at("host a { kernel 6|.12  hypervisor kvm }")).containsPattern("since \\d+\\.\\d+");
    }

    @Test
    void anOptionIsDocumentedWithWhatItTakesAndWhoDeclaredIt() {
        assertThat(at("host a { hypervisor kvm { steal_u|pdate cached } }"))
                .startsWith("**steal_update** — `")
                .contains("default `", "of hypervisor kvm, org.foliot.hypervisor.kvm 0.1.0");
    }

    @Test
    void anExtensionIsDocumentedWithItsOptions() {
        assertThat(at("host src { }" + GUEST.replace("userspace", "user|space")))
                .startsWith("**userspace** — memory strategy")
                .contains("- `at` 0x90a0000", "org.foliot.memory.userspace 0.1.0");
    }

    @Test
    void anElementShowsItsCommentAndWhatItHasInTheEnd() {
        String shown =
                at("host src { cpus 4  counter 100 MHz }" + GUEST + "timeline { at 1 s pause w|eb  at 2 s end }");

        assertThat(shown)
                .startsWith("**guest web**\n\nThe web shop.")
                .contains("on src, 2 vCPUs", "stolen time by userspace { at 0x1020000 }", "3 processes");
    }

    @Test
    void aHostShowsItsDefaults() {
        assertThat(at("host s|rc { cpus 4  counter 100 MHz }"))
                .contains(
                        "4 processors at 2.5 GHz",
                        "counter 100 MHz: 10 ns per tick, wraps in 5845 years",
                        "Linux 6.12",
                        "hypervisor kvm",
                        "scheduler eevdf, built into the kernel");
    }

    @Test
    void aParameterShowsItsValue() {
        assertThat(at("param down = 300 ms\nhost src { }" + GUEST + "timeline { at d|own pause web  at 2 s end }"))
                .isEqualTo("**parameter down**\n\n= 300 ms");
    }

    @Test
    void aReadingSaysOfHowManyThings() {
        assertThat(at("host src { }" + GUEST + "timeline { at 2 s end }\nexpect { always web.vcpu[*].sto|len < 1 s }"))
                .contains(
                        "Stolen time as the structure in guest memory shows it.",
                        "2 readings: web.vcpu[0], web.vcpu[1]");
    }

    @Test
    void anEventIsExplained() {
        assertThat(at("host src { }" + GUEST + "timeline { at 1 s pau|se web for 1 s  at 2 s end }"))
                .contains("Stops a guest as QMP stop does");
    }

    private static final String STUDY = "scenario s\nparam gap = 1 ms\nhost src { }" + GUEST + """
            study a of s {
                vary pvtime of web in { host_kernel, userspace { at 0x1020000 } }
                vary gap in 1 ms .. 4 ms log 3
                measure cost = sum(web.vcpu[*].stolen)
                distribution waits of web.vcpu[*]
                repeat 12
                seeds common
                intervals by bca
                antithetic on
                compare cost by pvtime against host_kernel
                chart stolen of web.vcpu[0] by gap
                expect { always p90(cost) < 2 s at 99 %  never mean(cost) > 2 s }
            }
            study b of s { batches 20  sensitivity of stolen of web.vcpu[0] by sobol 8 }
            """;

    private static String inStudy(String before, String after) {
        assertThat(STUDY).contains(before + after);
        return at(STUDY.replace(before + after, before + "|" + after));
    }

    @Test
    void axesAndTheirValues() {
        assertThat(inStudy("vary ", "pvtime")).startsWith("**web.pvtime** — host_kernel, userspace { at 0x1020000 }");
        assertThat(inStudy("cost by ", "pvtime")).isEqualTo(inStudy("vary ", "pvtime"));
        assertThat(inStudy("in { ", "host_kernel")).startsWith("**host_kernel** — memory strategy");
        assertThat(inStudy("against ", "host_kernel")).startsWith("**host_kernel** — memory strategy");
        assertThat(inStudy("userspace { ", "at 0x1020000 } }\n    vary")).startsWith("**at** — ");
    }

    @Test
    void measuresAndMetricsInTheirPlace() {
        assertThat(inStudy("compare ", "cost")).isEqualTo("**measure cost**\n\n= sum(web.vcpu[*].stolen)");
        assertThat(inStudy("chart ", "stolen")).startsWith("**stolen** of a vCPU — a duration");
        assertThat(inStudy("web.vcpu[*].", "stolen")).startsWith("**stolen** of a vCPU — a duration");
    }

    @Test
    void wordsThatStudiesChoose() {
        assertThat(inStudy("4 ms ", "log 3")).contains("equal ratios");
        assertThat(inStudy("distribution ", "waits")).contains("Each wait of a vCPU for a processor");
        assertThat(inStudy("seeds ", "common")).contains("same seed at all points");
        assertThat(inStudy("by ", "bca")).contains("skewness");
        assertThat(inStudy("by ", "sobol")).contains("variance");
        assertThat(inStudy("always ", "p90")).contains("The value that 90 % of the runs of a point do not exceed.");
        assertThat(inStudy("never ", "mean")).contains("The mean over the runs of a point.");
    }

    @Test
    void aStudySaysWhatVaries() {
        assertThat(inStudy("study ", "a of"))
                .contains("- `web.pvtime` in host_kernel, userspace { at 0x1020000 }", "- `gap` in 1 ms .. 4 ms log 3");
    }

    @Test
    void keywordsMeanWhatTheyMeanInTheirPlace() {
        assertThat(inStudy("    ", "antithetic on")).startsWith("**antithetic** — With `on`, a replication is a pair");
        assertThat(inStudy("s ", "at 99 %")).contains("confidence");
        assertThat(at("host a { }\ntimeline { |at 1 s end }"))
                .isEqualTo("**at** — At an instant, counted from the beginning of the run.");
    }

    @Test
    void everyStatementBeginsWithAKeywordThatIsExplained() {
        List<String> silent = GrammarUtil.getAllKeywords(
                        Editor.service(IGrammarAccess.class).getGrammar())
                .stream()
                .filter(k -> k.matches("[a-z_]{3,}"))
                .filter(k -> !MEANINGLESS.contains(k))
                .filter(k -> KeywordTexts.of(k).isEmpty())
                .toList();

        assertThat(silent).isEmpty();
    }

    /** Units, words that a name may be as well, and what joins others. */
    private static final Set<String> MEANINGLESS = Set.of("cycles", "ppb", "ppm", "for", "size");

    @Test
    void aMetricIsExplainedInAFileThatIsStillBeingWritten() {
        assertThat(at("host src { }" + GUEST + "expect { always web.vcpu[*].sto|len < 1 s  always web."))
                .contains("Stolen time as the structure in guest memory shows it.");
    }

    @Test
    void brokenFilesAndEmptyPlacesHaveNothingToTell() {
        assertThat(at("host src { |  }")).isEmpty();
        assertThat(at("host src { cpus ")).isEmpty();
        assertThat(at("} |} {")).isEmpty();
        assertThat(Editor.service(Hovers.class).at(Editor.open("host a {}").file(), 100))
                .isEqualTo(Optional.empty());
    }
}
