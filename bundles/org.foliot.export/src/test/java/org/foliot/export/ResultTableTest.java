package org.foliot.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.foliot.run.Verdict;
import org.junit.jupiter.api.Test;

class ResultTableTest {
    @Test
    void aPassedRun() {
        assertThat(new ResultTable(false).render(Results.passed("stolen_time")))
                .isEqualTo(String.join(
                        "\n",
                        "stolen_time  passed  10 s, seed 1",
                        "",
                        "  vCPU         running s  waiting s  steal_updates",
                        "  web.vcpu[0]      5.000      5.000             17",
                        "  web.vcpu[1]      0.001",
                        "",
                        "  host task  ran s",
                        "  src.hog    5.000",
                        "",
                        "  held    always web.vcpu[0].stolen nondecreasing",
                        "",
                        "  fingerprint 0123456789abcdef/tksd",
                        ""));
    }

    @Test
    void aFailedRunTellsInstantValuesAndPlace() {
        assertThat(new ResultTable(false).render(Results.failed("stolen_time")))
                .contains("\n  FAILED  always web.vcpu[0].stolen < 1 ms & \"so\"\n"
                        + "          a.foliot:9:5: at 1.500000000123 s web.vcpu[0].stolen < 1 ms does not hold:"
                        + " web.vcpu[0].stolen = 1.000000001 ms\n"
                        + "  open    at end web.clock > 1 s\n")
                .contains(
                        "\n  REFUSED  a.foliot:6:5: at 2 s migrate web was rejected because counter_frequency: 100 MHz on"
                                + " src, 1 GHz on dst\n");
    }

    @Test
    void anExpectationOfSeveralThingsIsOneLine() {
        String line = "always web.vcpu[*].stolen nondecreasing";
        assertThat(new ResultTable(false).render(Results.several(line, Verdict.Status.HELD, Verdict.Status.HELD)))
                .containsOnlyOnce("\n  held    " + line + "\n");
        assertThat(new ResultTable(false).render(Results.several(line, Verdict.Status.HELD, Verdict.Status.FAILED)))
                .doesNotContain("held  ")
                .contains("\n  FAILED  " + line + "\n          a.foliot:9:5: at 1.5 s web.vcpu[1].stolen fell\n");
        assertThat(new ResultTable(false).render(Results.several(line, Verdict.Status.UNDECIDED, Verdict.Status.HELD)))
                .contains("\n  open    " + line + "\n");
    }

    @Test
    void anErrorNamesTheExtensionAndTheCall() {
        assertThat(new ResultTable(false).render(Results.broken("stolen_time")))
                .contains("\n  error  a.foliot:3:5: at 7 us: threw java.lang.IllegalStateException: no luck (host"
                        + " scheduler odd of org.example.odd 1.0.0, in RunQueues.pick)\n");
    }

    @Test
    void colourIsUsedOnlyWhenAskedFor() {
        assertThat(new ResultTable(false).render(Results.failed("a"))).doesNotContain("\u001b");
        assertThat(new ResultTable(true).render(Results.failed("a"))).contains("\u001b[31mFAILED\u001b[0m");
    }

    @Test
    void theLocaleOfTheMachineDoesNotMatter() {
        String expected = new ResultTable(false).render(Results.failed("a"));
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(new ResultTable(false).render(Results.failed("a"))).isEqualTo(expected);
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(new ResultTable(false).render(Results.failed("a"))).isEqualTo(expected);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void columnsAlignWhateverTheWidthOfTheCharacters() {
        StringBuilder out = new StringBuilder();
        new TextTable()
                .row(List.of("naïve", "1"))
                .row(List.of("時計", "22"))
                .row(List.of("e\u0301te", "333"))
                .appendTo(out, "");
        assertThat(out.toString()).isEqualTo("naïve    1\n時計    22\ne\u0301te    333\n");
    }

    @Test
    void timesAreRoundedToTheUnitOfTheLargest() {
        assertThat(TimeUnit.fitting(0)).isEqualTo(TimeUnit.S);
        assertThat(TimeUnit.fitting(999_999)).isEqualTo(TimeUnit.NS);
        assertThat(TimeUnit.MS.rounded(1_499_500_000L)).isEqualTo("1.500");
        assertThat(TimeUnit.MS.rounded(-1_499_499_999L)).isEqualTo("-1.499");
        assertThat(TimeUnit.S.rounded(-1)).isEqualTo("0.000");
    }
}
