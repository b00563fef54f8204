package org.foliot.dsl.ide.hover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.foliot.dsl.ide.Editor;
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

    @Test
    void brokenFilesAndEmptyPlacesHaveNothingToTell() {
        assertThat(at("host src { |  }")).isEmpty();
        assertThat(at("host src { cpus ")).isEmpty();
        assertThat(at("} |} {")).isEmpty();
        assertThat(Editor.service(Hovers.class).at(Editor.open("host a {}").file(), 100))
                .isEqualTo(Optional.empty());
    }
}
